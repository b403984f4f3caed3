import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeMeasurement, type KeptMeasurement, recalibrate } from './measurement.rules.ts'

const allowed = { percent: '0.5', minimum: '10' }

describe('a measurement', () => {
  it.each([
    // level, book → difference, tolerance, within
    ['5000', '5000', '0.0000', '25.0000', true],
    ['4975', '5000', '-25.0000', '25.0000', true],
    ['4974.99', '5000', '-25.0100', '25.0000', false],
    ['5025.01', '5000', '25.0100', '25.0000', false],
    ['90', '100', '-10.0000', '10.0000', true],
    ['89.99', '100', '-10.0100', '10.0000', false],
    ['10', '0', '10.0000', '10.0000', true],
    ['10.01', '0', '10.0100', '10.0000', false],
    ['3001', '3001', '0.0000', '15.0100', true],
  ])(
    'of %s against a book of %s differs by %s with a tolerance of %s',
    (level, book, difference, tolerance, withinTolerance) => {
      expect(judgeMeasurement(level, book, allowed)).toEqual({ difference, tolerance, withinTolerance })
    },
  )

  it('is the book plus the difference, exactly', () => {
    const cents = fc.integer({ min: 0, max: 2_000_000_000 })
    fc.assert(
      fc.property(cents, cents, (level, book) => {
        const { difference } = judgeMeasurement((level / 100).toFixed(2), (book / 100).toFixed(2), allowed)
        expect(difference).toBe(((level - book) / 100).toFixed(4))
      }),
    )
  })
})

function kept(level: string, found: string, isHeld: boolean): KeptMeasurement {
  return {
    id: `${level}/${found}`,
    measuredAt: new Date(0),
    businessDay: '1970-01-01',
    level,
    found,
    tolerancePercent: '0',
    toleranceMinimum: '10',
    isHeld,
    movementId: null,
    document: null,
    note: null,
  }
}
const outcome = (change: string, after: KeptMeasurement[]) =>
  recalibrate(change, after).map(({ foundAfter, isHeld, change }) => [foundAfter, isHeld, change])

describe('a change before measurements', () => {
  it('is taken up by the difference of the first that is held, and no later one hears of it', () => {
    expect(outcome('-900', [kept('100', '-900', true), kept('50', '-30', true)])).toEqual([
      ['0.0000', true, '900.0000'],
    ])
    expect(outcome('50', [kept('100', '0', true)])).toEqual([['-50.0000', true, '-50.0000']])
  })

  it('passes one that still lies within its tolerance', () => {
    expect(outcome('-4', [kept('100', '5', false), kept('80', '0', true)])).toEqual([
      ['9.0000', false, '0.0000'],
      ['4.0000', true, '4.0000'],
    ])
  })

  it('makes one hold that it pushes beyond its tolerance, so that the book goes on from what was measured', () => {
    expect(outcome('-6', [kept('100', '5', false), kept('80', '0', true)])).toEqual([
      ['11.0000', true, '11.0000'],
      ['-5.0000', true, '-5.0000'],
    ])
    expect(outcome('-11', [kept('100', '0', false), kept('80', '0', true)])).toEqual([
      ['11.0000', true, '11.0000'],
    ])
  })
})
