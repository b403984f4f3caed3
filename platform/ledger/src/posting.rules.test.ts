import { addDays, dayAt } from '@lumbung/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DAY_MS,
  deltaOf,
  flowOfReversal,
  isNegative,
  judgeAvailable,
  judgeBalances,
  judgeDay,
  judgeInstant,
  negated,
  type Weighed,
} from './posting.rules.ts'

const now = new Date('2026-03-10T00:30:00Z')
const quantity = fc
  .tuple(fc.bigInt({ min: 0n, max: 99_999_999_999n }), fc.integer({ min: 0, max: 4 }), fc.nat(9_999))
  .map(([whole, places, fraction]) =>
    places === 0 ? `${whole}` : `${whole}.${String(fraction).padStart(4, '0').slice(0, places)}`,
  )
  .filter((text) => /[1-9]/.test(text))

describe('the change of a movement', () => {
  it('has the sign of its kind, whatever the quantity', () => {
    fc.assert(
      fc.property(quantity, (amount) => {
        expect(deltaOf('receipt', amount)).toBe(amount)
        expect(deltaOf('issue', amount)).toBe(`-${amount}`)
        expect(deltaOf('adjustment', `-${amount}`)).toBe(`-${amount}`)
        expect(isNegative(deltaOf('issue', amount))).toBe(true)
      }),
    )
  })

  it('taken back twice is itself', () => {
    fc.assert(
      fc.property(quantity, (amount) => {
        expect(negated(negated(amount))).toBe(amount)
        expect(isNegative(negated(amount))).toBe(true)
      }),
    )
  })

  it.each([
    ['receipt', '-1'],
    ['issue', '-0.5'],
    ['receipt', '0'],
    ['adjustment', '-0.0000'],
    ['receipt', '1.00001'],
    ['receipt', '100000000000'],
    ['issue', '1e3'],
    ['issue', 'NaN'],
    ['issue', ''],
    ['adjustment', '+1'],
    ['receipt', ' 1'],
  ] as const)('of a %s of "%s" does not exist', (kind, amount) => {
    expect(() => deltaOf(kind, amount)).toThrow(RangeError)
  })
})

describe('the business day', () => {
  it.each([
    ['2026-03-09T15:59:59.999Z', 'Asia/Makassar', '2026-03-09'],
    ['2026-03-09T16:00:00.000Z', 'Asia/Makassar', '2026-03-10'],
    ['2026-03-09T16:59:59.999Z', 'Asia/Jakarta', '2026-03-09'],
    ['2026-03-09T15:00:00.000Z', 'Asia/Jayapura', '2026-03-10'],
    ['2028-02-28T17:00:00.000Z', 'Asia/Jakarta', '2028-02-29'],
  ])('%s in %s is %s', (instant, zone, day) => {
    expect(dayAt(new Date(instant), zone)).toBe(day)
  })

  it('never falls while the instant rises, also over a change of clocks', () => {
    const instant = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2099-12-31') })
    const zone = fc.constantFrom('Asia/Jakarta', 'Asia/Jayapura', 'Europe/Berlin', 'America/St_Johns', 'UTC')
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 3 * DAY_MS }), zone, (at, later, where) => {
        const [first, second] = [dayAt(new Date(at), where), dayAt(new Date(at + later), where)]
        expect(first <= second).toBe(true)
      }),
    )
  })

  it('refuses a zone that does not exist', () => {
    expect(() => dayAt(now, 'Asia/Atlantis')).toThrow(RangeError)
  })

  it('moves by whole days over months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })
})

describe('when a movement may be', () => {
  it('a minute of difference between clocks is not the future; more is', () => {
    expect(judgeInstant(new Date(now.getTime() + 60_000), now)).toBeNull()
    expect(judgeInstant(new Date(now.getTime() + 60_001), now)?.type.code).toBe('ledger.future_date')
    expect(judgeInstant(null, now)).toBeNull()
  })

  it('not in a closed day, also when it is one of now', () => {
    const limits = { closedThrough: '2026-03-09', backdateLimitDays: 30 }
    const posting = { at: now, dated: false, now }
    expect(judgeDay({ ...posting, businessDay: '2026-03-09' }, limits)).toMatchObject({
      type: { code: 'ledger.closed_period' },
      params: { closedThrough: '2026-03-09' },
    })
    expect(judgeDay({ ...posting, businessDay: '2026-03-10' }, limits)).toBeNull()
  })

  it('exactly as far back as the limit, and not a millisecond more', () => {
    const limits = { closedThrough: null, backdateLimitDays: 2 }
    const posting = { dated: true, businessDay: '2026-03-08', now }
    expect(judgeDay({ ...posting, at: new Date(now.getTime() - 2 * DAY_MS) }, limits)).toBeNull()
    expect(judgeDay({ ...posting, at: new Date(now.getTime() - 2 * DAY_MS - 1) }, limits)).toMatchObject({
      type: { code: 'ledger.backdate_too_old' },
      params: { limitDays: 2 },
    })
  })
})

describe('never below zero', () => {
  const weighed: Weighed = {
    available: '10.0000',
    availableAfter: '4.0000',
    balanceBefore: '8.0000',
    balanceAfter: '2.0000',
    businessDay: '2026-03-08',
    lowestAfter: '2.0000',
    firstNegativeDay: null,
  }

  it('a movement that fits everywhere is not refused', () => {
    expect(judgeBalances('-6', weighed)).toBeNull()
  })

  it('what comes in is never refused, even where a day shows less than zero', () => {
    expect(
      judgeBalances('6', { ...weighed, firstNegativeDay: { day: '2026-03-09', lowest: '-1.0000' } }),
    ).toBeNull()
  })

  it('says what is available now, then what was there at that instant, then the first day that lacks it', () => {
    const laterDay = { day: '2026-03-09', lowest: '-0.5000' }
    const worst = {
      ...weighed,
      availableAfter: '-1.0000',
      balanceAfter: '-2.0000',
      lowestAfter: '-3.0000',
      firstNegativeDay: laterDay,
    }
    expect(judgeBalances('-11', worst)?.params).toEqual({ requested: 11, available: 10 })
    expect(judgeBalances('-10', { ...worst, availableAfter: '0.0000' })?.params).toEqual({
      requested: 10,
      available: 8,
    })
    expect(
      judgeBalances('-6', { ...worst, availableAfter: '4.0000', balanceAfter: '2.0000' })?.params,
    ).toEqual({
      day: '2026-03-08',
      lowest: -3,
    })
    expect(judgeBalances('-6', { ...weighed, firstNegativeDay: laterDay })?.params).toEqual({
      day: '2026-03-09',
      lowest: -0.5,
    })
  })

  it('zero itself may be reached', () => {
    expect(judgeAvailable('-10', { available: '10.0000', availableAfter: '0.0000' })).toBeNull()
  })
})

it('a reversal takes back from the column of its original within its day, and corrects any other', () => {
  const original = { flow: 'out', businessDay: '2026-03-08' } as const
  expect(flowOfReversal(original, '2026-03-08')).toBe('out')
  expect(flowOfReversal(original, '2026-03-09')).toBe('adjusted')
})
