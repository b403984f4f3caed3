import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountOf, daysToEmpty, fallsLow, fillPercent, isLow, litresOf, warningsOf } from './stock.rules.ts'

describe('low stock', () => {
  test('is below the threshold, not at it', () => {
    expect(isLow('99.99', '100')).toBe(true)
    expect(isLow('100.0000', '100')).toBe(false)
  })

  test('is nothing at all, whatever the threshold', () => {
    expect(isLow('0.0000', '0')).toBe(true)
    expect(isLow('0.01', '0')).toBe(false)
  })

  test('is announced only by the change that crosses the threshold downwards, and once more when nothing is left', () => {
    expect(fallsLow('100', '99.99', '100')).toBe(true)
    expect(fallsLow('99.99', '50', '100')).toBe(false)
    expect(fallsLow('120', '100', '100')).toBe(false)
    expect(fallsLow('50', '80', '100')).toBe(false)
    expect(fallsLow('50', '0', '100')).toBe(true)
    expect(fallsLow('50', '0', '0')).toBe(true)
    expect(fallsLow('0', '0', '100')).toBe(false)
  })

  test('over any history of changes, is announced as often as what is left becomes little, or nothing', () => {
    const cents = fc.integer({ min: -50_000, max: 50_000 })
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 60 }), (changes) => {
        let balance = 20_000
        for (const change of changes) {
          if (change === 0) continue
          const before = balance
          balance = Math.max(0, balance + change)
          const falls = (before >= 10_000 && balance < 10_000) || (before > 0 && balance === 0)
          expect(fallsLow(text(before), text(balance), '100.00')).toBe(falls)
        }
      }),
    )
  })
})

describe('days to empty', () => {
  test.each([
    // balance, mean, spread → mean, low, high
    ['1000', '100', '0', 10, 10, 10],
    ['1000', '150', '50', 6.6, 5, 10],
    ['4879.5', '120.5', '30.25', 40.4, 32.3, 54],
    ['0', '100', '10', 0, 0, 0],
    ['500', '10', '10', 50, 25, null],
    ['500', '10', '25', 50, 14.2, null],
  ])('of %s L at %s ± %s L a day is %s (%s to %s)', (balance, mean, spread, expected, low, high) => {
    expect(daysToEmpty(balance, mean, spread)).toEqual({ mean: expected, low, high })
  })

  test('is unknown where nothing was used', () => {
    expect(daysToEmpty('1000', '0.0000', '0')).toEqual({ mean: null, low: null, high: null })
  })

  test('never promises a tenth of a day that the stock does not cover', () => {
    const cents = fc.integer({ min: 1, max: 1_000_000_00 })
    fc.assert(
      fc.property(cents, cents, (balance, mean) => {
        const days = daysToEmpty(text(balance), text(mean), '0').mean as number
        expect(BigInt(Math.round(days * 10)) * BigInt(mean)).toBeLessThanOrEqual(BigInt(balance) * 10n)
      }),
    )
  })
})

describe('litres', () => {
  test('of two decimals go to the ledger and back without loss, whatever the amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 9_999_999_999_999n }), (cents) => {
        const exact = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
        expect(litresOf(`${exact}00`)).toBe(Number(exact))
      }),
    )
  })

  test('of an entry have no sign for IN and OUT, of their reversals a minus, of an adjustment its own', () => {
    expect(amountOf('in', '5000.0000')).toBe(5000)
    expect(amountOf('out', '-120.5000')).toBe(120.5)
    expect(amountOf('out', '120.5000')).toBe(-120.5)
    expect(amountOf('in', '-5000.0000')).toBe(-5000)
    expect(amountOf('adjusted', '-3.2500')).toBe(-3.25)
  })

  test('as a share of the capacity may exceed it and are unknown without one', () => {
    expect(fillPercent('5000', '20000')).toBe(25)
    expect(fillPercent('1', '3')).toBe(33.3)
    expect(fillPercent('30000', '20000')).toBe(150)
    expect(fillPercent('5000', null)).toBeNull()
  })
})

describe('warnings of a planned entry', () => {
  const plan = {
    type: 'OUT' as const,
    amount: '100',
    backdated: false,
    newBalance: '900',
    threshold: '100',
    capacity: '2000',
    meanDailyUse: '50',
    unusualAmountFactor: 5,
    daysChanged: 1,
    balance: '5000',
    mostOfStockPercent: 80,
  }

  test('are none for an ordinary one', () => {
    expect(warningsOf(plan)).toEqual([])
  })

  test('name each thing worth a second look', () => {
    expect(warningsOf({ ...plan, amount: '250.01' })).toEqual(['unusual_amount'])
    expect(warningsOf({ ...plan, amount: '250' })).toEqual([])
    expect(warningsOf({ ...plan, newBalance: '99' })).toEqual(['below_threshold'])
    expect(warningsOf({ ...plan, type: 'IN', newBalance: '2000.01' })).toEqual(['above_capacity'])
    expect(warningsOf({ ...plan, type: 'IN', newBalance: '2000.01', capacity: null })).toEqual([])
    expect(warningsOf({ ...plan, backdated: true })).toEqual(['back_dated'])
  })

  test('name what takes most of what is left at present, and what changes more than a week', () => {
    const most = { ...plan, amount: '800', balance: '1000', newBalance: '200', meanDailyUse: '500' }
    expect(warningsOf(most)).toEqual(['most_of_stock'])
    expect(warningsOf({ ...most, amount: '799.99' })).toEqual([])
    expect(warningsOf({ ...most, type: 'IN' })).toEqual([])
    expect(warningsOf({ ...most, balance: '0' })).toEqual([])
    expect(warningsOf({ ...plan, daysChanged: 7 })).toEqual([])
    expect(warningsOf({ ...plan, daysChanged: 8 })).toEqual(['many_days'])
  })

  test('do not call the first use of a site unusual', () => {
    expect(warningsOf({ ...plan, meanDailyUse: '0', amount: '800' })).toEqual([])
  })
})

function text(cents: number): string {
  const sign = cents < 0 ? '-' : ''
  const whole = Math.abs(cents)
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}
