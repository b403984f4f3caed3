import { expect, test } from 'vitest'
import { lossPercent } from './dip.rules.ts'

test('a loss is the part of what was issued that is missing; a gain is negative; nothing issued has none', () => {
  expect(lossPercent('-25', '5000')).toBe(0.5)
  expect(lossPercent('12.5', '5000')).toBe(-0.25)
  expect(lossPercent('0', '5000')).toBe(0)
  expect(lossPercent('-25', '0')).toBeNull()
})
