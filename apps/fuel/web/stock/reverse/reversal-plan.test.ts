import { expect, test } from 'vitest'
import type { StockEntry } from '../../../contract/index.ts'
import { reversalPlan } from './reversal-plan.ts'

const entry = {
  type: 'OUT',
  amountLitres: 120.5,
  location: { id: 'site-1', code: 'GENSET', name: 'Genset' },
  product: { id: 'product-1', code: 'DIESEL', name: 'Solar' },
  date: '2026-11-10T08:00:00.000Z',
} as StockEntry

test.each([
  ['OUT', 120.5, 'IN', 120.5],
  ['IN', 500, 'OUT', 500],
  ['ADJUSTMENT', -30, 'IN', 30],
  ['ADJUSTMENT', 30, 'OUT', 30],
] as const)('%s of %d is taken back by %s of %d', (type, amountLitres, back, amount) => {
  const plan = reversalPlan({ ...entry, type, amountLitres }, entry.date)
  expect(plan).toEqual({ type: back, location: 'GENSET', product: 'DIESEL', amount, date: entry.date })
})

test('where its day takes no more lines, it is taken back now', () => {
  expect(reversalPlan(entry, null)).not.toHaveProperty('date')
})
