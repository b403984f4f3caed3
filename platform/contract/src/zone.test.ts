import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayAt, startOfDay } from './zone.ts'

test.each([
  ['2026-11-20', 'Asia/Jakarta', '2026-11-19T17:00:00.000Z'],
  ['2026-11-20', 'Asia/Makassar', '2026-11-19T16:00:00.000Z'],
  ['2026-11-20', 'Asia/Jayapura', '2026-11-19T15:00:00.000Z'],
  ['2026-11-20', 'America/Anchorage', '2026-11-20T09:00:00.000Z'],
  // Clocks that skip midnight, and clocks that show it twice.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ['2024-11-03', 'America/Havana', '2024-11-03T04:00:00.000Z'],
])('%s begins in %s at %s', (day, zone, instant) => {
  expect(startOfDay(day, zone).toISOString()).toBe(instant)
})

test('a day begins where the day before ends, in every zone, on every day', () => {
  const zones = [
    'Asia/Makassar',
    'America/Anchorage',
    'America/Sao_Paulo',
    'America/Havana',
    'Asia/Kathmandu',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 9_000 }), (zone, count) => {
      const day = addDays('2010-01-01', count)
      const start = startOfDay(day, zone)
      expect(dayAt(start, zone)).toBe(day)
      expect(dayAt(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1))
    }),
  )
})
