import { expect, test } from 'vitest'
import { plannedEntry } from './planned-entry.ts'

const whole = { type: 'OUT', location: 'GENSET', amount: 120.5 } as const

test('a line with site and amount can be tried; what is left out stays out', () => {
  expect(plannedEntry({ ...whole, product: undefined, date: undefined })).toEqual(whole)
  const dated = { ...whole, product: 'DIESEL', date: '2026-11-20T08:00:00.000Z' }
  expect(plannedEntry(dated)).toEqual(dated)
})

test.each([
  { ...whole, amount: undefined },
  { ...whole, amount: 0 },
  { ...whole, amount: 0.001 },
  { ...whole, amount: -5 },
  { ...whole, location: undefined },
  { ...whole, location: 'genset' },
  { ...whole, type: undefined },
  { ...whole, date: '2026-11-20' },
])('what is not finished is not tried: %o', (typed) => {
  expect(plannedEntry(typed)).toBeNull()
})
