import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeDip, lossPercent } from './dip.rules.ts'

const settings = { dipTolerancePercent: 0.5, dipToleranceMinimumLitres: 10 }

test.each([
  // measured, book → difference, tolerance, within
  ['5000', '5000', '0.00', '25.00', true],
  ['4975', '5000', '-25.00', '25.00', true],
  ['4974.99', '5000', '-25.01', '25.00', false],
  ['5025.01', '5000', '25.01', '25.00', false],
  ['90', '100', '-10.00', '10.00', true],
  ['89.99', '100', '-10.01', '10.00', false],
  ['10', '0', '10.00', '10.00', true],
  ['10.01', '0', '10.01', '10.00', false],
  ['3001', '3001', '0.00', '15.01', true],
])(
  'a dip of %s L against a book of %s L differs by %s L with a tolerance of %s L',
  (measured, book, difference, tolerance, withinTolerance) => {
    expect(judgeDip(measured, book, settings)).toEqual({ difference, tolerance, withinTolerance })
  },
)

test('the book plus the difference is the measurement, exactly', () => {
  const cents = fc.integer({ min: 0, max: 2_000_000_000 })
  fc.assert(
    fc.property(cents, cents, (measured, book) => {
      const { difference } = judgeDip((measured / 100).toFixed(2), (book / 100).toFixed(2), settings)
      expect(difference).toBe(((measured - book) / 100).toFixed(2))
    }),
  )
})

test('a loss is the part of what was issued that is missing; a gain is negative; nothing issued has none', () => {
  expect(lossPercent('-25', '5000')).toBe(0.5)
  expect(lossPercent('12.5', '5000')).toBe(-0.25)
  expect(lossPercent('0', '5000')).toBe(0)
  expect(lossPercent('-25', '0')).toBeNull()
})
