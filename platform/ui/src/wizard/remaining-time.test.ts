import { expect, test } from 'vitest'
import { spanOf } from './remaining-time.ts'

test.each([
  [2, null],
  [3, '5 detik'],
  [13, '15 detik'],
  [54, '55 detik'],
  [56, '1 menit'],
  [125, '2 menit'],
  [5_399, '90 menit'],
  [5_400, '1,5 jam'],
  [9_100, '2,5 jam'],
])('%d seconds are said as %s', (seconds, said) => {
  expect(spanOf(seconds, 'id')).toBe(said)
})

test('one is one, in English', () => {
  expect(spanOf(60, 'en')).toBe('1 minute')
  expect(spanOf(120, 'en')).toBe('2 minutes')
})
