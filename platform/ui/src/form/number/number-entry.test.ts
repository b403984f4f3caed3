import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUnreadable } from '../values/unreadable.ts'
import { readNumber, writeNumber } from './number-entry.ts'

const litres = { decimals: 2, unit: 'L' } as const

test.each([
  ['1234', 1234, 1234],
  ['1.234,5', 1234.5, 1234.5],
  ['1,234.5', 1234.5, 1234.5],
  ['1.234.567', 1_234_567, 1_234_567],
  ['1,234,567', 1_234_567, 1_234_567],
  ['1,5', 1.5, 1.5],
  ['1.5', 1.5, 1.5],
  ['12,50', 12.5, 12.5],
  ['0,125', 0.125, 0.125],
  [',5', 0.5, 0.5],
  ['5,', 5, 5],
  ['1 234 567,25', 1_234_567.25, 1_234_567.25],
  ['1\u00a0234', 1234, 1234],
  ['Rp 6.854.250', 6_854_250, 6_854_250],
  ['1.250,5 L', 1250.5, 1250.5],
  ['-8,5', -8.5, -8.5],
  ['−8.5', -8.5, -8.5],
  ['+7', 7, 7],
  ['-0', 0, 0],
  ['\u202e12\u202c', 12, 12],
  ['١٢٣٫٥', 123.5, 123.5],
  ['１２', 12, 12],
  ['  42\t', 42, 42],
  ['999999999.99', 999_999_999.99, 999_999_999.99],
])('%s is understood the same in both languages', (typed, id, en) => {
  expect(readNumber(typed, { locale: 'id', ...litres })).toBe(id)
  expect(readNumber(typed, { locale: 'en', ...litres })).toBe(en)
})

test('one separator before three digits groups in its own language, and is asked about in the other', () => {
  expect(readNumber('1.250', { locale: 'id', ...litres })).toBe(1250)
  expect(readNumber('1,250', { locale: 'en', ...litres })).toBe(1250)
  expect(readNumber('1,250', { locale: 'id', ...litres })).toEqual({ unreadable: '1,250', why: 'ambiguous' })
  expect(readNumber('1.250', { locale: 'en', ...litres })).toEqual({ unreadable: '1.250', why: 'ambiguous' })
  expect(readNumber('1,250', { locale: 'id', decimals: 3 })).toBe(1.25)
  expect(readNumber('1.250', { locale: 'en', decimals: null })).toBe(1.25)
})

test.each([
  'abc',
  '12a',
  '1e5',
  '0x10',
  'NaN',
  'Infinity',
  '--5',
  '5-',
  '-',
  '.',
  ',',
  '1..2',
  '1.23.456',
  '1.234.5',
  '1,00,000',
  '1.234,567.8',
  '12 34',
  '=1+1',
  '<b>1</b>',
  '1;2',
  '½',
  '١٢x',
])('%s is no number', (typed) => {
  for (const locale of ['id', 'en'] as const)
    expect(readNumber(typed, { locale, ...litres })).toEqual({ unreadable: typed, why: 'not_a_number' })
})

test('more digits than JSON carries exactly are refused, not rounded', () => {
  expect(readNumber('123456789012345', { locale: 'id', decimals: 0 })).toBe(123_456_789_012_345)
  expect(readNumber('1234567890123456', { locale: 'id', decimals: 0 })).toMatchObject({
    why: 'too_many_digits',
  })
  expect(readNumber('0,1234567890123456', { locale: 'id', decimals: null })).toMatchObject({
    why: 'too_many_digits',
  })
  expect(readNumber('0000000000000000012', { locale: 'id', decimals: 0 })).toBe(12)
})

test('more digits of what is measured are rounded, not refused', () => {
  const degrees = { locale: 'id' as const, decimals: null, roundsTo: 6, unit: '°' }
  expect(readNumber('-5,147665119999999', degrees)).toBe(-5.147665)
  expect(readNumber('61.21805559999999912°', degrees)).toBe(61.218056)
  expect(readNumber('0,0000001', degrees)).toBe(0)
})

test('nothing typed is no number and no fault', () => {
  for (const typed of ['', '   ', '\u200f', 'L', 'Rp'])
    expect(readNumber(typed, { locale: 'id', ...litres })).toBe(null)
})

test('every number that can be written is read back as itself, grouped or not, in both languages', () => {
  const amount = fc
    .tuple(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), fc.integer({ min: 0, max: 4 }))
    .map(([digits, places]) => Number(`${digits}e-${places}`))
  fc.assert(
    fc.property(amount, fc.constantFrom('id', 'en'), fc.boolean(), (value, locale, grouped) => {
      const read = readNumber(writeNumber(value, locale, { grouped }), { locale, decimals: null })
      expect(read).toBe(value === 0 ? 0 : value)
    }),
  )
})

test('no text makes it throw, and what is read has at most 15 digits', () => {
  const hostile = fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9., Rp\u0660-\u0669]{0,30}$/))
  fc.assert(
    fc.property(hostile, fc.constantFrom('id', 'en'), (typed, locale) => {
      const read = readNumber(typed, { locale, ...litres })
      if (read === null || isUnreadable(read)) return
      expect(Number.isFinite(read)).toBe(true)
      expect(Math.abs(read)).toBeLessThan(1e15)
    }),
    { numRuns: 2_000 },
  )
})
