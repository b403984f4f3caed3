import { expect, it } from 'vitest'
import { endAfter, endOfDay } from './grant-end.ts'

it('a day is 24 hours from now', () => {
  const now = new Date('2026-11-20T06:05:00Z')
  expect([1, 7].map((days) => endAfter(days, now))).toEqual([
    '2026-11-21T06:05:00.000Z',
    '2026-11-27T06:05:00.000Z',
  ])
})

it('a date counts to its end where the organisation is', () => {
  expect(endOfDay('2026-11-30', 'Asia/Makassar')).toBe('2026-11-30T16:00:00.000Z')
  expect(endOfDay('2026-12-31', 'UTC')).toBe('2027-01-01T00:00:00.000Z')
})
