import { isProblem } from '@lumbung/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from './json-body.ts'
import { assertPlainNames } from './json-names.ts'

const parse = (text: string | Buffer) => parseJson(Buffer.from(text as string))

function reasonOf(text: string | Buffer): string {
  try {
    parse(text)
  } catch (error) {
    if (isProblem(error)) return String(error.params.reason)
    throw error
  }
  return 'accepted'
}

describe('a body is read as one meaning or not at all', () => {
  it('accepts every JSON document whose names are plain, and reads it as JSON.parse does', () => {
    const name = fc
      .string({ unit: 'binary' })
      .filter((text) => text !== '__proto__' && text !== 'constructor')
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5 },
        fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 5 }),
        fc.dictionary(
          name.map((text) => text.toWellFormed()),
          tie('tree'),
          { maxKeys: 5 },
        ),
      ),
    }))
    fc.assert(
      fc.property(tree, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        expect(parse(text)).toEqual(JSON.parse(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds a name that stands twice wherever it is, however it is spelled', () => {
    const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== 'constructor')
    const spelled = (text: string, escaped: boolean) =>
      escaped
        ? `"${[...text].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`
        : JSON.stringify(text)
    const value = fc
      .jsonValue({ maxDepth: 2 })
      .map((json) => JSON.stringify(json).replace(/constructor|__proto__/g, 'c'))
    const around = fc.constantFrom<[string, string]>(
      ['', ''],
      ['[1,', ']'],
      ['{"k":', '}'],
      ['{"k":[{},', ']}'],
    )
    fc.assert(
      fc.property(name, fc.boolean(), value, value, around, (twice, escaped, one, other, [before, after]) => {
        const middle = `"between":{${spelled(twice, false)}:1}`
        const object = `{${spelled(twice, false)}:${one},${twice === 'between' ? '' : `${middle},`}${spelled(twice, escaped)}:${other}}`
        expect(reasonOf(`${before}${object}${after}`)).toMatch(/name_twice/)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['the same name in two objects', '[{"a":1},{"a":2}]'],
    ['the same name at two depths', '{"a":{"a":{"a":1}}}'],
    ['a value that looks like a name', '{"a":"a","b":["a","a"]}'],
    ['quotes and backslashes in strings', '{"a\\"":1,"a\\\\":2,"a":"\\\\\\"","b":"{\\"b\\":1,\\"b\\":2}"}'],
    ['a name that only begins like a forbidden one', '{"__proto":1,"constructors":2,"prototype":3}'],
    ['an empty name', '{"":1}'],
  ])('accepts %s', (_what, text) => {
    expect(parse(text)).toEqual(JSON.parse(text))
  })

  it.each([
    '{"__proto__":{"isAdmin":true}}',
    '{"text":"a","__proto__":null}',
    '{"\\u005f\\u005fproto\\u005f\\u005f":{"a":1}}',
    '{"__pr\\u006fto__":{"a":1}}',
    '{"labels":{"__proto__":{"a":1}}}',
    '[[[{"__proto__":[]}]]]',
    '{"constructor":{"prototype":{"isAdmin":true}}}',
    '{"labels":{"constructor":{"prototype":{"a":1}}}}',
    '{"c\\u006fnstructor":{"prototype":{"a":1}}}',
    '{"constructor":1}',
  ])('refuses %s, and no prototype changes', (text) => {
    expect(reasonOf(text)).toMatch(/name_forbidden/)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  })

  it('reads 64 levels and refuses 65, as lists, as objects and by the million', () => {
    const lists = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    expect(reasonOf(lists(64))).toBe('accepted')
    expect(reasonOf(objects(64))).toBe('accepted')
    expect(reasonOf(lists(65))).toMatch(/too_deep/)
    expect(reasonOf(objects(65))).toMatch(/too_deep/)
    expect(reasonOf(lists(400_000))).toMatch(/too_deep/)
  })

  it.each([
    ['a truncated body', '{"a":1'],
    ['two bodies', '{"a":1}{"a":2}'],
    ['a comment', '{"a":1}/* x */'],
    ['a trailing comma', '{"a":1,}'],
    ['NaN', '{"a":NaN}'],
    ['a byte order mark', '\ufeff{"a":1}'],
    ['single quotes', "{'a':1}"],
    ['nothing', ''],
    ['blanks', '  \n'],
  ])('refuses %s', (_what, text) => {
    expect(reasonOf(text)).toMatch(/not_json|empty_body/)
  })

  it.each([
    ['a lone continuation byte', Buffer.from([0x22, 0x80, 0x22])],
    ['an overlong slash', Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ['a surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['UTF-16', Buffer.from('{"a":"é"}', 'utf16le').fill(0xff, 0, 1)],
    ['Latin-1', Buffer.from('{"a":"é"}', 'latin1')],
  ])('refuses bytes that are not UTF-8: %s', (_what, bytes) => {
    expect(reasonOf(bytes)).toBe('not_utf8')
  })

  it('takes time in proportion to the text, also where backslashes and quotes pile up', () => {
    const timeOf = (text: string) => {
      const began = performance.now()
      assertPlainNames(text)
      return performance.now() - began
    }
    const backslashes = (count: number) => `{"a":"${'\\\\'.repeat(count)}"}`
    const quotes = (count: number) => `{"a":"${'\\"'.repeat(count)}"}`
    for (const piled of [backslashes, quotes]) {
      timeOf(piled(100_000))
      // A quadratic scan of two million characters would take minutes.
      expect(timeOf(piled(1_000_000))).toBeLessThan(2_000)
    }
  })
})
