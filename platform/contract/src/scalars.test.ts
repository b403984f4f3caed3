import { expect, test } from 'vitest'
import { Day, Instant } from './scalars.ts'

test.each([
  ['1900-01-01', true],
  ['2200-12-31', true],
  ['1899-12-31', false],
  ['2201-01-01', false],
  ['0000-01-01', false],
  ['0001-01-01', false],
  ['9999-12-31', false],
  ['10000-01-01', false],
  ['+010000-01-01', false],
  ['2026-02-30', false],
])('%s is a day of the books: %s', (day, isDay) => {
  expect(Day.safeParse(day).success).toBe(isDay)
})

test.each([
  ['2026-11-20T14:05:00+08:00', true],
  ['1900-01-01T00:00:00Z', true],
  ['2200-12-31T23:59:59.999Z', true],
  ['2026-11-20T14:05:00+14:00', true],
  ['2026-11-20T14:05:00-14:00', true],
  // Bounds hold for the instant: the first is still 1899 in UTC, the second is still 2200.
  ['1900-01-01T00:00:00+08:00', false],
  ['2201-01-01T00:00:00+08:00', true],
  ['2200-12-31T23:59:59-08:00', false],
  ['2026-11-20T14:05:00+14:01', false],
  ['2026-11-20T14:05:00+23:59', false],
  ['2026-11-20T23:59:60Z', false],
  ['2026-11-20T24:00:00Z', false],
  ['0000-01-01T00:00:00Z', false],
  ['9999-12-31T23:59:59.999-14:00', false],
  ['+010000-01-01T00:00:00Z', false],
])('%s is an instant of the books: %s', (instant, isInstant) => {
  expect(Instant.safeParse(instant).success).toBe(isInstant)
})
