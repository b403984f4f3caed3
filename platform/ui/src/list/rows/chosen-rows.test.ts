import { expect, test } from 'vitest'
import { type Chosen, chooseAll, chooseRow, letGo, NONE_CHOSEN } from './chosen-rows.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const press = (chosen: Chosen, key: string, isRange = false) => chooseRow(chosen, key, { isRange, order })
const keysOf = ({ keys }: Chosen) => [...keys].toSorted().join('')

test('a press selects a row and takes it back', () => {
  const one = press(NONE_CHOSEN, 'b')
  expect(keysOf(one)).toBe('b')
  expect(keysOf(press(one, 'b'))).toBe('')
})

test('a press with shift selects what lies between, in both directions', () => {
  expect(keysOf(press(press(NONE_CHOSEN, 'b'), 'd', true))).toBe('bcd')
  expect(keysOf(press(press(NONE_CHOSEN, 'd'), 'b', true))).toBe('bcd')
})

test('a press with shift on a selected row takes back what lies between', () => {
  const all = chooseAll(NONE_CHOSEN, order)
  expect(keysOf(press(press(all, 'b'), 'd', true))).toBe('ae')
})

test('without a row to count from, or one that is gone, a press with shift is a press', () => {
  expect(keysOf(press(NONE_CHOSEN, 'c', true))).toBe('c')
  expect(keysOf(press({ keys: new Set(['x']), anchor: 'x' }, 'c', true))).toBe('cx')
})

test('all rows are selected at once, and none of them when all were', () => {
  const all = chooseAll(press(NONE_CHOSEN, 'c'), order)
  expect(keysOf(all)).toBe('abcde')
  expect(chooseAll(all, order)).toBe(NONE_CHOSEN)
})

test('what is done is no longer selected, the rest is', () => {
  expect(keysOf(letGo(chooseAll(NONE_CHOSEN, order), new Set(['a', 'c'])))).toBe('bde')
})
