import { expect, test } from 'vitest'
import { totalsInput } from './totals-input.ts'

const TODAY = '2026-11-20'

test.each([
  [{ startDate: '7d' }, { days: 7 }],
  [{ startDate: 'month' }, { startDate: '2026-11-01', endDate: TODAY }],
  [
    { startDate: '2026-11-01', endDate: '2026-11-03', location: 'GENSET', product: 'DIESEL' },
    { startDate: '2026-11-01', endDate: '2026-11-03', location: 'GENSET', product: 'DIESEL' },
  ],
  [
    { startDate: '2026-11-03', endDate: '2026-11-01' },
    { startDate: '2026-11-01', endDate: '2026-11-03' },
  ],
])('%o is summed by its days', (address, input) => {
  expect(totalsInput(address, TODAY)).toEqual(input)
})

test.each([
  {},
  { startDate: '2026-11-01' },
  { startDate: '2025-01-01', endDate: '2026-11-01' },
  { startDate: '7d', type: 'OUT' },
  { startDate: '7d', search: 'genset' },
  { startDate: '7d', user: 'someone' },
])('%o has no sum', (address) => {
  expect(totalsInput(address, TODAY)).toBeNull()
})
