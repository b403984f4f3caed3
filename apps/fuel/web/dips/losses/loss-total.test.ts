import { expect, test } from 'vitest'
import { lossTotal } from './loss-total.ts'

const loss = (adjustedLitres: number, issuedLitres: number) => ({
  dips: 2,
  outOfTolerance: 1,
  adjustedLitres,
  issuedLitres,
  lossPercent: null,
})

test('the loss of all is that of the sums', () => {
  expect(lossTotal([loss(-10.1, 100), loss(-0.2, 900)])).toEqual({
    dips: 4,
    outOfTolerance: 2,
    adjustedLitres: -10.3,
    issuedLitres: 1000,
    lossPercent: 1.03,
  })
})

test('a gain is a negative loss; nothing adjusted is none, and nothing used has no share', () => {
  expect(lossTotal([loss(5, 1000)]).lossPercent).toBe(-0.5)
  expect(Object.is(lossTotal([loss(0, 1000)]).lossPercent, 0)).toBe(true)
  expect(lossTotal([loss(-5, 0)]).lossPercent).toBeNull()
})
