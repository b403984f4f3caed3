import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignSlots } from './row-slots.ts'

test('a row that stays keeps its element, and one that comes takes that of one that went', () => {
  const first = assignSlots(new Map(), [0, 1, 2])
  expect([...assignSlots(first, [1, 2, 3])]).toEqual([
    [1, 1],
    [2, 2],
    [3, 0],
  ])
})

test('the row with the focus keeps its element however far one scrolls', () => {
  let slots = assignSlots(new Map(), [3, 4, 5])
  const slot = slots.get(4)
  for (let top = 10; top < 1_000; top += 7) slots = assignSlots(slots, [4, top, top + 1, top + 2])
  expect(slots.get(4)).toBe(slot)
})

test('no two rows share an element, and no more elements are used than rows were ever shown at once', () => {
  const views = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 }), {
    minLength: 1,
    maxLength: 20,
  })
  fc.assert(
    fc.property(views, (shown) => {
      let slots: ReadonlyMap<number, number> = new Map()
      for (const indexes of shown) {
        slots = assignSlots(slots, indexes)
        expect(new Set(slots.values()).size).toBe(indexes.length)
      }
      expect(Math.max(...slots.values())).toBeLessThan(Math.max(...shown.map(({ length }) => length)))
    }),
  )
})
