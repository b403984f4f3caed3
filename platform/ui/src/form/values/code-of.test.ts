import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf } from './code-of.ts'

test.each([
  ['genset 1', 'GENSET_1'],
  ['Tug-Assist', 'TUG-ASSIST'],
  ['GENSET_1', 'GENSET_1'],
  ['straße', 'STRAßE'],
])('%s is the code %s', (typed, code) => {
  expect(codeOf(typed)).toBe(code)
})

test('the caret keeps its place, and a code stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(codeOf(typed)).toHaveLength(typed.length)
      expect(codeOf(codeOf(typed))).toBe(codeOf(typed))
    }),
  )
})
