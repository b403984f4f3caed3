import { addDays } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { daysIn, windowOf } from './day-range.rules.ts'

test('a trend of n days has n days and ends today, never n + 1', () => {
  for (const days of [1, 2, 7, 30, 366]) {
    const range = windowOf({ days }, '2026-03-01')
    expect(range.endDate).toBe('2026-03-01')
    expect(daysIn(range)).toBe(days)
  }
})

test('the window is seven days unless something else is asked', () => {
  expect(windowOf({}, '2026-11-20')).toEqual({ startDate: '2026-11-14', endDate: '2026-11-20' })
})

test('a range is taken as it is, both ends included, over the end of February too', () => {
  const range = windowOf({ startDate: '2028-02-28', endDate: '2028-03-01' }, '2028-05-01')
  expect(daysIn(range)).toBe(3)
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
})

test('a start after the end, half a range, a range of more than 366 days and a range with days are refused', () => {
  const refusals: [Parameters<typeof windowOf>[0], string][] = [
    [{ startDate: '2026-11-02', endDate: '2026-11-01' }, 'fuel.range_reversed'],
    [{ startDate: '2026-11-02' }, 'fuel.range_incomplete'],
    [{ endDate: '2026-11-02' }, 'fuel.range_incomplete'],
    [{ startDate: '2026-11-01', endDate: '2026-11-02', days: 2 }, 'fuel.range_incomplete'],
    [{ startDate: '2025-01-01', endDate: '2026-01-02' }, 'fuel.range_too_long'],
  ]
  for (const [input, code] of refusals) {
    expect(() => windowOf(input, '2026-11-20')).toThrow(expect.objectContaining({ message: code }))
  }
  expect(daysIn(windowOf({ startDate: '2025-01-01', endDate: '2026-01-01' }, '2026-11-20'))).toBe(366)
})
