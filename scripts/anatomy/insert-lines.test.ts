import { describe, expect, it } from 'vitest'
import { insertImport, insertIntoBlock } from './insert-lines.ts'

const OPENER = /^ {2}permissions: \{/

describe('inserting into a block', () => {
  it('adds the lines last, with the block’s indentation', () => {
    const text = 'app({\n  permissions: {\n    a: {\n      b: 1,\n    },\n  },\n})\n'
    expect(insertIntoBlock(text, OPENER, ['c: 2,'])).toBe(
      'app({\n  permissions: {\n    a: {\n      b: 1,\n    },\n    c: 2,\n  },\n})\n',
    )
  })

  it('fills a block that stands on one line, empty or not', () => {
    expect(insertIntoBlock('  permissions: {},', OPENER, ['a: 1,', 'b: 2,'])).toBe(
      '  permissions: {a: 1, b: 2},',
    )
    expect(insertIntoBlock('  permissions: { a: 1 },', OPENER, ['b: 2,'])).toBe(
      '  permissions: {a: 1, b: 2},',
    )
  })

  it.each([
    ['no such block', 'app({})'],
    ['two such blocks', '  permissions: {\n  },\n  permissions: {\n  },'],
    ['a block that never closes', '  permissions: {\n    a: 1,'],
    ['a block that closes elsewhere', '  permissions: {\n    a: 1,\n}'],
    ['a nested block on the same line', '  permissions: { a: { b: 1 } },'],
    ['a value that is not a block', '  permissions: fleetPermissions,'],
  ])('does nothing where there is %s', (_what, text) => {
    expect(insertIntoBlock(text, OPENER, ['c: 2,'])).toBeUndefined()
  })
})

describe('inserting an import', () => {
  it('puts it before the first one, below what the file begins with', () => {
    expect(insertImport("/** Why. */\nimport a from 'a'\n", "import b from 'b'")).toBe(
      "/** Why. */\nimport b from 'b'\nimport a from 'a'\n",
    )
    expect(insertImport('const a = 1\n', "import b from 'b'")).toBeUndefined()
  })
})
