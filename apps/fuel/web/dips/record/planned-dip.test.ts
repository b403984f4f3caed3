import { expect, test } from 'vitest'
import { plannedDip } from './planned-dip.ts'

test('a measurement can be compared without more; notes do not change the comparison', () => {
  expect(plannedDip({ measuredLitres: 0 })).toEqual({ measuredLitres: 0 })
  const typed = { measuredLitres: 4850, location: 'GENSET', post: true, product: undefined, notes: 'Pagi' }
  expect(plannedDip(typed)).toEqual({ measuredLitres: 4850, location: 'GENSET', post: true })
})

test.each([{}, { measuredLitres: -1 }, { measuredLitres: 0.001 }, { measuredLitres: 5, measuredAt: 'x' }])(
  'what is not finished is not compared: %o',
  (typed) => {
    expect(plannedDip(typed)).toBeNull()
  },
)
