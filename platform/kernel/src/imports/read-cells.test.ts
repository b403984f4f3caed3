import { toDecimalText } from '@lumbung/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantInZone, localText, localTimeAt } from './local-time.ts'
import { detectDateFormat, readDay, readInstant } from './read-date.ts'
import { detectDecimalComma, readNumber, readStoredNumber } from './read-number.ts'

const csv = (decimalComma?: boolean) => ({ decimalComma })
const litres = (decimalComma?: boolean) => ({ decimalComma, unit: 'L' })
const codeOf = (reading: object) => (reading as { fault?: { code: string } }).fault?.code

describe('numbers', () => {
  test.each([
    ['1.234,5', true, 1234.5],
    ['1.234', true, 1234],
    ['1.234.567,89', true, 1_234_567.89],
    ['-0,5', true, -0.5],
    ['1,234.5', false, 1234.5],
    ['1,234', false, 1234],
    ['1.234', false, 1.234],
    ['+7.50', false, 7.5],
    ['1.234,5', undefined, 1234.5],
    ['1,234.5', undefined, 1234.5],
    ['0.125', undefined, 0.125],
    ['12,5', undefined, 12.5],
    ['1234.567', undefined, 1234.567],
    ['1.234.567', undefined, 1_234_567],
    ['0012', undefined, 12],
  ])('%s with decimalComma %s is %d', (text, decimalComma, expected) => {
    expect(readNumber(text, csv(decimalComma))).toEqual({ value: expected })
  })

  test('what has two readings is refused with both of them', () => {
    expect(readNumber('1.234', csv())).toEqual({
      fault: { code: 'import.number_ambiguous', params: { text: '1.234', first: '1234', second: '1.234' } },
    })
    expect(codeOf(readNumber('12,500', csv()))).toBe('import.number_ambiguous')
  })

  test('a number that the file itself stores has one meaning, however the sheet shows it', () => {
    expect(readStoredNumber('1234.5', {})).toEqual({ value: 1234.5 })
    expect(readStoredNumber('1.234', {})).toEqual({ value: 1.234 })
    expect(codeOf(readStoredNumber('1e5', {}))).toBe('import.number')
    expect(codeOf(readStoredNumber('1.234,5', {}))).toBe('import.number')
  })

  test.each([
    ['1.234,56 L', undefined, 1234.56],
    ['1.234,56 liter', true, 1234.56],
    ['12,5L', true, 12.5],
    ['L 12,5', true, 12.5],
    ['1 234,56', undefined, 1234.56],
    ['1\u00A0234,56', undefined, 1234.56],
    ['1\u2009234\u202F567,5', undefined, 1_234_567.5],
    ['1.234,-', undefined, 1234],
    ['1,234.-', undefined, 1234],
    ['1234,--', undefined, 1234],
    ['−1.200', true, -1200],
    ['(12,5)', undefined, -12.5],
    ['- 5', undefined, -5],
    ['1234.560000', undefined, 1234.56],
  ])('%j with decimalComma %s is %d litres', (text, decimalComma, expected) => {
    expect(readNumber(text, litres(decimalComma))).toEqual({ value: expected })
  })

  test('a unit or blanks make no number clearer than it is', () => {
    expect(codeOf(readNumber('1,005', litres()))).toBe('import.number_ambiguous')
    expect(codeOf(readNumber('1.234 L', litres()))).toBe('import.number_ambiguous')
    expect(codeOf(readNumber('12 kg', litres()))).toBe('import.number')
    expect(codeOf(readNumber('12 L', csv()))).toBe('import.number')
    expect(codeOf(readNumber('1 23', litres()))).toBe('import.number')
  })

  test('the other style is refused with what it would have meant', () => {
    expect(readNumber('12,5', csv(false))).toEqual({
      fault: { code: 'import.number_style', params: { text: '12,5', reading: '12.5' } },
    })
    expect(codeOf(readNumber('12.5', csv(true)))).toBe('import.number_style')
  })

  test.each(['', 'abc', 'NaN', 'Infinity', '1e5', '0x1F', '1.2.3', '1,2,3', '--1', '1 23', 'Rp 10', '١٢'])(
    '%j is no number in any style',
    (text) => {
      for (const style of [csv(true), csv(false), csv(), litres()]) {
        expect(codeOf(readNumber(text, style))).toMatch(/^import\.number/)
      }
    },
  )

  test('more digits than a JSON number carries exactly are refused, not rounded', () => {
    expect(codeOf(readNumber('1234567890123456', csv()))).toBe('import.number_too_long')
    expect(readNumber('123456789012345', csv())).toEqual({ value: 123_456_789_012_345 })
  })

  test('of what is rounded anyway, more digits are taken as a program of maps writes them', () => {
    const measured = { ...csv(), isRounded: true }
    expect(readNumber('-149.88912345678901', measured)).toEqual({ value: -149.889123456789 })
    expect(codeOf(readNumber('-149.889.1', measured))).toBe('import.number')
  })

  test('every exact number written in either style is read back exactly', () => {
    const anyNumber = fc
      .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }))
      .map(([whole, cents]) => Number(`${whole}.${String(cents).padStart(2, '0')}`))
    fc.assert(
      fc.property(anyNumber, fc.boolean(), (value, comma) => {
        const format = new Intl.NumberFormat(comma ? 'id-ID' : 'en-GB', { maximumFractionDigits: 2 })
        const read = readNumber(format.format(value), csv(comma)) as { value: number }
        expect(toDecimalText(read.value)).toBe(toDecimalText(value === 0 ? 0 : value))
      }),
    )
  })

  test('the style of a column follows from its unambiguous cells alone', () => {
    expect(detectDecimalComma(['1.234', '10', '12,5'])).toBe(true)
    expect(detectDecimalComma(['1,234', '12.5'])).toBe(false)
    expect(detectDecimalComma(['1.234', '10'])).toBeUndefined()
    expect(detectDecimalComma(['12,5', '12.5'])).toBeUndefined()
  })
})

describe('dates', () => {
  const zone = 'Asia/Makassar'

  test.each([
    ['2026-03-04', undefined, '2026-03-04T00:00:00+08:00'],
    ['2026-03-04T05:06', undefined, '2026-03-04T05:06:00+08:00'],
    ['2026-03-04 05:06:07', 'iso', '2026-03-04T05:06:07+08:00'],
    ['2026-03-04T05:06:07Z', undefined, '2026-03-04T05:06:07Z'],
    ['2026-03-04T05:06:07+0700', undefined, '2026-03-04T05:06:07+07:00'],
    ['03/04/2026', 'd/m/y', '2026-04-03T00:00:00+08:00'],
    ['03/04/2026 14.30', 'm/d/y', '2026-03-04T14:30:00+08:00'],
    ['31-12-2026', undefined, '2026-12-31T00:00:00+08:00'],
    ['12.31.2026', undefined, '2026-12-31T00:00:00+08:00'],
    ['05/05/2026', undefined, '2026-05-05T00:00:00+08:00'],
  ] as const)('%s as %s is %s in a zone eight hours ahead', (text, format, expected) => {
    expect(readInstant(text, format, zone)).toEqual({ value: expected })
  })

  test.each([
    ['31-Des-25', '2025-12-31T00:00:00+08:00'],
    ['31 Desember 2025', '2025-12-31T00:00:00+08:00'],
    ['31-Dec-2025', '2025-12-31T00:00:00+08:00'],
    ['31 Agt. 2025', '2025-08-31T00:00:00+08:00'],
    ['December 31, 2025', '2025-12-31T00:00:00+08:00'],
    ['31/12/25', '2025-12-31T00:00:00+08:00'],
    ['31/12/69', '2069-12-31T00:00:00+08:00'],
    ['31/12/70', '1970-12-31T00:00:00+08:00'],
    ['31/12/2025 14:00 WIB', '2025-12-31T14:00:00+07:00'],
    ['31/12/2025 14.00 WITA', '2025-12-31T14:00:00+08:00'],
    ['31/12/2025 14:00 WIT', '2025-12-31T14:00:00+09:00'],
    ['31/12/2025, 2:05 PM', '2025-12-31T14:05:00+08:00'],
    ['31/12/2025 12:05 am', '2025-12-31T00:05:00+08:00'],
    ['Rabu, 31 Desember 2025', '2025-12-31T00:00:00+08:00'],
    ['Jum’at 2 Januari 2026 pukul 08.30', '2026-01-02T08:30:00+08:00'],
    ['Selasa 10 Nov 2026 08.00 WITA', '2026-11-10T08:00:00+08:00'],
    ['20251231', '2025-12-31T00:00:00+08:00'],
    ['2025/12/31 08:00', '2025-12-31T08:00:00+08:00'],
    ['31.12.2025', '2025-12-31T00:00:00+08:00'],
    ['31/12/2025 21:47 GMT+8', '2025-12-31T21:47:00+08:00'],
  ])('%s is %s without being asked', (text, expected) => {
    expect(readInstant(text, undefined, zone)).toEqual({ value: expected })
  })

  test('two digits for each part are asked like four', () => {
    expect(codeOf(readInstant('01/02/26', undefined, zone))).toBe('import.date_ambiguous')
    expect(readInstant('01/02/26', 'd/m/y', zone)).toEqual({ value: '2026-02-01T00:00:00+08:00' })
  })

  test('a day and a month that could change places are refused with both readings', () => {
    expect(readInstant('03/04/2026', undefined, zone)).toEqual({
      fault: {
        code: 'import.date_ambiguous',
        params: { text: '03/04/2026', first: '2026-04-03', second: '2026-03-04' },
      },
    })
  })

  test.each([
    '31/04/2026',
    '2026-02-30',
    '2026-13-01',
    '31 Smarch 2025',
    '14:00 PM',
    '31/12/2025 14:00 XYZ',
    '20251331',
    '08:00',
    '45000',
    'besok',
    '2026-01-01 25:00',
    '1/2-2026',
  ])('%s is no date', (text) => {
    expect(codeOf(readInstant(text, 'd/m/y', zone))).toBe('import.date')
    expect(codeOf(readDay(text, 'd/m/y'))).toBe('import.date')
  })

  test('a day column refuses a time of day instead of dropping it', () => {
    expect(readDay('2026-03-04T00:00:00', undefined)).toEqual({ value: '2026-03-04' })
    expect(codeOf(readDay('2026-03-04 08:00', undefined))).toBe('import.date_with_time')
  })

  test('the order of day and month follows from the cells that have one meaning', () => {
    expect(detectDateFormat(['03/04/2026', '31/01/2026'])).toBe('d/m/y')
    expect(detectDateFormat(['1/31/2026'])).toBe('m/d/y')
    expect(detectDateFormat(['03/04/2026', '2026-01-01'])).toBeUndefined()
    expect(detectDateFormat(['31/01/2026', '01/31/2026'])).toBeUndefined()
  })

  test('a wall-clock time in a zone is the instant at which that clock shows it, across summer time too', () => {
    const zones = fc.constantFrom('Asia/Jakarta', 'Asia/Jayapura', 'Europe/Berlin', 'America/St_Johns', 'UTC')
    const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) })
    fc.assert(
      fc.property(zones, instants, (zone, milliseconds) => {
        const local = localTimeAt(new Date(milliseconds), zone)
        const back = new Date(instantInZone(local, zone))
        expect(localText(localTimeAt(back, zone))).toBe(localText(local))
      }),
    )
  })

  test('an hour that summer time skips is read with the offset before the jump', () => {
    const skipped = { year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 }
    expect(instantInZone(skipped, 'Europe/Berlin')).toBe('2026-03-29T02:30:00+01:00')
  })
})
