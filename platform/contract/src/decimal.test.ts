import { expect, test } from 'vitest'
import { z } from 'zod'
import { measured } from './decimal.ts'

const Latitude = measured({ decimals: 6, min: -90, max: 90, unit: '°' })

test.each([
  [-5.147665119999999, -5.147665],
  [61.2180555555, 61.218056],
  [-61.2180555555, -61.218056],
  [1e-7, 0],
  [90, 90],
])('%d is measured as %d', (value, rounded) => {
  expect(Latitude.parse(value) + 0).toBe(rounded)
})

test('what is measured has bounds like every other number', () => {
  expect(Latitude.safeParse(90.0000001).success).toBe(false)
  expect(Latitude.safeParse('5').success).toBe(false)
  expect(z.toJSONSchema(Latitude)).toMatchObject({ type: 'number', minimum: -90, maximum: 90, roundsTo: 6 })
})
