import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { movementsOf } from './mexican-terminals.ts'

const stockOf = (centilitres: readonly number[]) => ({
  terminal: 'T',
  site: 'T',
  productName: 'Diésel',
  product: 'DIESEL',
  closings: centilitres.map((cl, week) => ({
    day: `2018-01-${String(week + 1).padStart(2, '0')}`,
    litres: `${(BigInt(cl) / 100n).toString()}.${String(cl % 100).padStart(2, '0')}`,
  })),
})

const centilitresOf = (litres: string) => BigInt(litres.replace('.', ''))

test('a first stock is an opening, a rise is IN, a fall is OUT, and no change is no line', () => {
  const rows = [...movementsOf(stockOf([100_00, 100_00, 250_50, 0]))]
  expect(rows.map(({ date, type, litres }) => [date, type, litres])).toEqual([
    ['2018-01-01', 'IN', '100.00'],
    ['2018-01-03', 'IN', '150.50'],
    ['2018-01-04', 'OUT', '250.50'],
  ])
})

test('after each day the movements add up to the closing stock exactly', () => {
  const closing = fc.oneof(fc.constant(0), fc.nat(900_000_000_00))
  fc.assert(
    fc.property(fc.array(closing, { minLength: 1, maxLength: 25 }), (closings) => {
      const rows = [...movementsOf(stockOf(closings))]
      for (const [week, expected] of closings.entries()) {
        const until = `2018-01-${String(week + 1).padStart(2, '0')}`
        const held = rows
          .filter(({ date }) => date <= until)
          .reduce((sum, { type, litres }) => sum + (type === 'IN' ? 1n : -1n) * centilitresOf(litres), 0n)
        expect(held).toBe(BigInt(expected))
      }
      for (const { litres } of rows) expect(centilitresOf(litres)).toBeGreaterThan(0n)
    }),
  )
})
