import { expect, test } from 'vitest'
import { daysOfPreset, inOrder, isDay, isDayPreset } from './day-range.ts'

test.each([
  ['today', '2026-03-01', '2026-03-01', '2026-03-01'],
  ['7d', '2026-03-01', '2026-02-23', '2026-03-01'],
  ['30d', '2026-03-01', '2026-01-31', '2026-03-01'],
  ['month', '2026-03-01', '2026-03-01', '2026-03-01'],
  ['month', '2028-02-29', '2028-02-01', '2028-02-29'],
] as const)('%s, seen on %s, is %s to %s', (preset, today, from, to) => {
  expect(daysOfPreset(preset, today)).toEqual({ from, to })
})

test('only the presets are presets', () => {
  expect(['today', '7d', '8d', '', undefined].map(isDayPreset)).toEqual([true, true, false, false, false])
})

test('a range turned round is the same range, an open end stays open', () => {
  expect(inOrder({ from: '2026-02-01', to: '2026-01-01' })).toEqual({ from: '2026-01-01', to: '2026-02-01' })
  expect(inOrder({ from: '2026-02-01' })).toEqual({ from: '2026-02-01', to: undefined })
})

test('a day is one of the calendar', () => {
  expect(['2026-02-28', '2026-02-29', '2028-02-29', '2026-2-1', '2026-13-01'].map(isDay)).toEqual([
    true,
    false,
    true,
    false,
    false,
  ])
})
