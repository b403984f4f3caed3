import { expect, test } from 'vitest'
import { faultOfRange, readTimeRange } from './time-range.ts'

const TODAY = () => '2026-11-20'

test('an address without a span means the usual one, which ends today', () => {
  expect(readTimeRange({}, TODAY, 30)).toEqual({ lastDays: 30, from: '2026-10-22', to: '2026-11-20' })
})

test('the last days are counted from today, whenever the link was made', () => {
  expect(readTimeRange({ days: '7' }, () => '2027-01-03', 30)).toEqual({
    lastDays: 7,
    from: '2026-12-28',
    to: '2027-01-03',
  })
})

test('two dates go before a number of days', () => {
  expect(readTimeRange({ days: '7', from: '2026-01-01', to: '2026-01-31' }, TODAY, 30)).toEqual({
    lastDays: null,
    from: '2026-01-01',
    to: '2026-01-31',
  })
})

test.each([
  { days: '0' },
  { days: '367' },
  { days: '-7' },
  { days: '7.5' },
  { from: '2026-01-01' },
  { from: '2026-02-30', to: '2026-03-01' },
  { from: '2026-03-01', to: '2026-02-01' },
  { from: '2025-01-01', to: '2026-11-20' },
])('what is no span counts as not named: %o', (address) => {
  expect(readTimeRange(address, TODAY, 30).lastDays).toBe(30)
})

test('a year and a day is the longest span', () => {
  expect(faultOfRange('2025-01-01', '2026-01-01')).toBeNull()
  expect(faultOfRange('2025-01-01', '2026-01-02')).toBe('too_long')
  expect(faultOfRange('2026-01-02', '2026-01-01')).toBe('reversed')
  expect(faultOfRange('2026-01-02', '')).toBe('incomplete')
})
