import { addDays } from '@lumbung/contract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUnreadable } from '../values/unreadable.ts'
import { readDay, writeDay } from './day-entry.ts'
import { readInstant, writeInstant } from './instant-entry.ts'
import { DAY_PARTS, instantParts, withSeparators } from './separators.ts'

const today = '2026-12-01'
const why = (typed: string) => (readDay(typed, { today }) as { why: string }).why

test.each([
  ['10/11/2026', '2026-11-10'],
  ['10112026', '2026-11-10'],
  ['20261110', '2026-11-10'],
  ['2026-11-10', '2026-11-10'],
  ['1/2/26', '2026-02-01'],
  ['10-11-26', '2026-11-10'],
  ['10.11.2026', '2026-11-10'],
  ['10 11 2026', '2026-11-10'],
  ['101126', '2026-11-10'],
  ['112026', '2026-01-01'],
  ['4112026', '2026-11-04'],
  ['41/12/026', '2026-11-04'],
  ['10 nov', '2026-11-10'],
  ['10nov26', '2026-11-10'],
  ['10 Agustus 2026', '2026-08-10'],
  ['10 agt 2026', '2026-08-10'],
  ['10 August', '2026-08-10'],
  ['Nov 10, 2026', '2026-11-10'],
  ['2 Mei 2026', '2026-05-02'],
  ['Selasa 10 Nov 2026', '2026-11-10'],
  ["Jum'at, 13 Nov 2026", '2026-11-13'],
  ['10/11', '2026-11-10'],
  ['1011', '2026-11-10'],
  ['3/1', '2027-01-03'],
  ['29/2/2028', '2028-02-29'],
  ['kemarin', '2026-11-30'],
  ['Kemarin lusa', '2026-11-29'],
  ['hari ini', '2026-12-01'],
  ['besok', '2026-12-02'],
  ['yesterday', '2026-11-30'],
  ['\u202e10/11/2026\u202c', '2026-11-10'],
  ['１０/１１/２０２６', '2026-11-10'],
])('%s is the day %s', (typed, day) => {
  expect(readDay(typed, { today })).toBe(day)
})

test.each([
  ['31/02/2026', 'no_such_day'],
  ['29/2/2026', 'no_such_day'],
  ['32/13/2026', 'no_such_day'],
  ['0/1/2026', 'no_such_day'],
  ['10/11/0226', 'no_such_day'],
  ['31022026', 'no_such_day'],
  ['11/25/2026', 'month_first'],
  ['10/11/2', 'incomplete'],
  ['10/11/202', 'incomplete'],
  ['1', 'incomplete'],
  ['112', 'either_day'],
  ['1112026', 'either_day'],
  ['kapan', 'not_a_day'],
  ['10 foo', 'not_a_day'],
  ['10/11/2026/1', 'not_a_day'],
])('%s is refused as %s', (typed, reason) => {
  expect(why(typed)).toBe(reason)
})

test('digits that could be two days are asked about with both', () => {
  expect(readDay('1112026', { today })).toEqual({
    unreadable: '1112026',
    why: 'either_day',
    readings: ['01/11/2026', '11/01/2026'],
  })
})

test('every day that is written is read again, with and without its separators', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 80_000 }), (count) => {
      const day = addDays('1970-01-01', count)
      expect(readDay(writeDay(day), { today })).toBe(day)
      expect(readDay(writeDay(day).replaceAll('/', ''), { today })).toBe(day)
    }),
  )
})

test('no text makes a day that the calendar does not have', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\d/ a-z.]{0,12}$/), (typed) => {
      const day = readDay(typed, { today })
      if (day === null || isUnreadable(day)) return
      expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day)
    }),
  )
})

const context = { zone: 'Asia/Makassar', now: new Date('2026-12-01T06:05:42Z'), before: null }

test.each([
  ['10/11/2026 08.00', '2026-11-10T00:00:00.000Z'],
  ['10/11/2026 08:00', '2026-11-10T00:00:00.000Z'],
  ['101120260800', '2026-11-10T00:00:00.000Z'],
  ['10 nov 8', '2026-11-10T00:00:00.000Z'],
  ['10 nov 2026, 08.00 WITA', '2026-11-10T00:00:00.000Z'],
  ['10/11 0830', '2026-11-10T00:30:00.000Z'],
  ['2026-11-10T08:00', '2026-11-10T00:00:00.000Z'],
  ['kemarin', '2026-11-30T06:05:00.000Z'],
  ['kemarin 9.15', '2026-11-30T01:15:00.000Z'],
  ['kemarin jam 9', '2026-11-30T01:00:00.000Z'],
  ['14.30', '2026-12-01T06:30:00.000Z'],
  ['sekarang', '2026-12-01T06:05:00.000Z'],
  ['41/12/026 08.00', '2026-11-04T00:00:00.000Z'],
])('%s is the instant %s', (typed, instant) => {
  expect(readInstant(typed, context)).toBe(instant)
})

test.each([
  ['10/11/2026', 'no_clock'],
  ['10 nov', 'no_clock'],
  ['10/11/2026 24.00', 'no_such_clock'],
  ['10/11/2026 08.75', 'no_such_clock'],
  ['31/02/2026 08.00', 'no_such_day'],
  ['11/25/2026 08.00', 'month_first'],
  ['1/11', 'no_clock'],
  ['besok pagi', 'not_a_day'],
])('%s is refused as %s, with what was typed', (typed, reason) => {
  expect(readInstant(typed, context)).toMatchObject({ unreadable: typed, why: reason })
})

test('a day keeps the time that stood there, a time its day', () => {
  const before = '2026-11-20T01:30:00.000Z'
  expect(readInstant('10 nov', { ...context, before })).toBe('2026-11-10T01:30:00.000Z')
  expect(readInstant('14.30', { ...context, before })).toBe('2026-11-20T06:30:00.000Z')
})

test('what is written is read again to the minute, in both languages', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000_000 }), fc.constantFrom('id', 'en'), (minutes, locale) => {
      const instant = new Date(minutes * 60_000).toISOString()
      expect(readInstant(writeInstant(instant, context.zone, locale), context)).toBe(instant)
    }),
  )
})

/** Types one key after the other, as a phone with digits alone does. */
const typeKeys = (keys: string, parts: Parameters<typeof withSeparators>[2]) =>
  [...keys].reduce((text, key) => withSeparators(text, text + key, parts), '')

test.each([
  ['10112026', '10/11/2026'],
  ['10/11/2026', '10/11/2026'],
  ['1/2/2026', '1/2/2026'],
  ['1.2.2026', '1/2/2026'],
  ['10 nov', '10/nov'],
])('%s typed key by key becomes %s', (keys, shown) => {
  expect(typeKeys(keys, DAY_PARTS)).toBe(shown)
})

test('an instant needs digits alone, in either language', () => {
  expect(typeKeys('101120260800', instantParts('.'))).toBe('10/11/2026 08.00')
  expect(typeKeys('10/11/2026 08:00', instantParts('.'))).toBe('10/11/2026 08.00')
  expect(typeKeys('101120260800', instantParts(':'))).toBe('10/11/2026 08:00')
})

test('what is deleted or changed in the middle stays as it is', () => {
  expect(withSeparators('10/', '10', DAY_PARTS)).toBe('10')
  expect(withSeparators('10/11/2026', '1/11/2026', DAY_PARTS)).toBe('1/11/2026')
  expect(withSeparators('1/1/2026', '12/1/2026', DAY_PARTS)).toBe('12/1/2026')
})
