import { expect, test } from 'vitest'
import { shownDays } from './shown-days.ts'

const days = [5, 4, -1, 2, -3].map((newLowestLitres, place) => ({
  day: `2026-11-0${place + 1}`,
  closingLitres: 10,
  newClosingLitres: 5,
  newLowestLitres,
}))

test('of many days the first three are shown, and those that would be short before all others', () => {
  expect(shownDays(days.slice(0, 2))).toHaveLength(2)
  expect(shownDays(days.filter(({ newLowestLitres }) => newLowestLitres > 0))).toHaveLength(3)
  expect(shownDays(days).map(({ day }) => day)).toEqual(['2026-11-03', '2026-11-05'])
})
