import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayAt, instantAt, localTime, startOfDay } from './zone.ts'

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

test.each([
  ['2026-11-20T14:05', 'Asia/Makassar', '2026-11-20T06:05:00.000Z'],
  ['2026-11-20T00:00', 'Asia/Jayapura', '2026-11-19T15:00:00.000Z'],
  ['2026-11-20T23:59:59', 'Asia/Jakarta', '2026-11-20T16:59:59.000Z'],
  // Shown twice: the first. Skipped: as long after the gap as it lies in it.
  ['2024-11-03T00:30', 'America/Havana', '2024-11-03T04:30:00.000Z'],
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
])('the clocks show %s in %s at %s', (local, zone, instant) => {
  expect(instantAt(local, zone).toISOString()).toBe(instant)
})

test('what the clocks show is found again, in every zone', () => {
  const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Kathmandu', 'America/Sao_Paulo']
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 20_000_000 }), (zone, minutes) => {
      const local = localTime(new Date(minutes * 60_000 + 1.2e12), zone)
      expect(localTime(instantAt(local, zone), zone)).toBe(local)
    }),
  )
})
