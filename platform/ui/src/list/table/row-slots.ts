import { useRef } from 'react'

/**
 * Which element draws which row: a row that stays in view keeps its own, and one that comes takes the element of one that
 * went. While one scrolls, texts change then, and nothing is made, styled and thrown away.
 */
export function assignSlots(
  before: ReadonlyMap<number, number>,
  indexes: readonly number[],
): ReadonlyMap<number, number> {
  const kept = indexes.flatMap((index): [number, number][] => {
    const slot = before.get(index)
    return slot === undefined ? [] : [[index, slot]]
  })
  const slots = new Map(kept)
  const taken = new Set(slots.values())
  let next = 0
  for (const index of indexes) {
    if (slots.has(index)) continue
    while (taken.has(next)) next += 1
    slots.set(index, next)
    taken.add(next)
  }
  return slots
}

/** The slots of the rows in the document; another list begins with elements of its own. */
export function useRowSlots(indexes: readonly number[], of: string): ReadonlyMap<number, number> {
  const known = useRef<{ of: string; slots: ReadonlyMap<number, number> }>({ of, slots: new Map() })
  const slots = assignSlots(known.current.of === of ? known.current.slots : new Map(), indexes)
  known.current = { of, slots }
  return slots
}
