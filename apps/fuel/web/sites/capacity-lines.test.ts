import { expect, test } from 'vitest'
import { type CapacityLine, capacitiesOf, faultsOf } from './capacity-lines.ts'

const line = (key: string, facts: Partial<CapacityLine>): CapacityLine => ({
  key,
  product: null,
  capacityLitres: null,
  tanks: null,
  ...facts,
})

test('a line in which nothing stands is neither wrong nor sent', () => {
  const lines = [line('a', {}), line('b', { product: 'DIESEL', capacityLitres: 20_000, tanks: 2 })]
  expect(faultsOf(lines)).toEqual({})
  expect(capacitiesOf(lines)).toEqual([{ product: 'DIESEL', capacityLitres: 20_000, tanks: 2 }])
})

test('tanks may stay unsaid', () => {
  expect(capacitiesOf([line('a', { product: 'DIESEL', capacityLitres: 0.5 })])).toEqual([
    { product: 'DIESEL', capacityLitres: 0.5 },
  ])
})

test('a half-filled line says what is missing, a product twice where it is repeated', () => {
  expect(
    faultsOf([
      line('a', { product: 'DIESEL', capacityLitres: 10 }),
      line('b', { product: 'DIESEL', capacityLitres: 0 }),
      line('c', { tanks: 1.5 }),
    ]),
  ).toEqual({
    b: { product: 'product_repeated', capacityLitres: 'capacity_missing' },
    c: { product: 'product_missing', capacityLitres: 'capacity_missing', tanks: 'tanks_wrong' },
  })
})
