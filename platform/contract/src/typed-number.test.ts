import { expect, test } from 'vitest'
import { readTypedNumber } from './typed-number.ts'

test.each([
  ['12', 12],
  ['-0.5', -0.5],
  ['007', 7],
  ['', undefined],
  [' ', undefined],
  [' 12', undefined],
  ['0x10', undefined],
  ['1e2', undefined],
  ['1_000', undefined],
  ['1,5', undefined],
  ['.5', undefined],
  ['+5', undefined],
  ['Infinity', undefined],
  ['NaN', undefined],
  ['9'.repeat(21), undefined],
])('%j is read as %d', (text, value) => {
  expect(readTypedNumber(text)).toBe(value)
})
