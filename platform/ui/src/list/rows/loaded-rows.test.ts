import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendPart, type LoadedRows, markStale, type Part, partsInView, replacePart } from './loaded-rows.ts'

interface Row {
  id: number
  words: string
}
const keyOf = ({ id }: Row) => String(id)
const idsOf = ({ parts }: LoadedRows<Row>) => parts.flatMap(({ rows }) => rows.map(({ id }) => id))

/** A server's list, newest (highest id) first; a cursor is the last id that was given. */
function answer(ids: readonly number[], cursor: string | null, limit: number, words = 'old'): Part<Row> {
  const after = ids.filter((id) => cursor === null || id < Number(cursor)).toSorted((a, b) => b - a)
  const rows = after.slice(0, limit).map((id) => ({ id, words }))
  return { rows, cursor, nextCursor: after.length > limit ? String(rows.at(-1)?.id) : null }
}

function load(ids: readonly number[], limit: number, parts = Number.POSITIVE_INFINITY): LoadedRows<Row> {
  let loaded: LoadedRows<Row> = { parts: [answer(ids, null, limit)], total: null, totalIsEstimate: false }
  for (let next = loaded.parts[0]?.nextCursor; next && loaded.parts.length < parts; ) {
    loaded = appendPart(loaded, answer(ids, next, limit), keyOf)
    next = loaded.parts.at(-1)?.nextCursor
  }
  return loaded
}

const ids = Array.from({ length: 50 }, (_, index) => (index + 1) * 10)

describe('what is loaded, one part after another', () => {
  test('is the list, and its end is known', () => {
    const loaded = load(ids, 8)
    expect(idsOf(loaded)).toEqual(ids.toReversed())
    expect(loaded.parts.at(-1)?.nextCursor).toBeNull()
    expect(appendPart(loaded, answer(ids, '10', 8), keyOf)).toBe(loaded)
  })

  test('takes no part that was asked for before the list changed', () => {
    const loaded = load(ids, 8, 2)
    expect(appendPart(loaded, answer(ids, '999', 8), keyOf)).toBe(loaded)
  })

  test('has each row once, also one that moved between two answers', () => {
    const loaded = load(ids, 8, 2)
    const next = answer(ids, loaded.parts[1]?.nextCursor ?? null, 8)
    const moved = { ...next, rows: [{ id: 500, words: 'moved' }, ...next.rows] }
    expect(idsOf(appendPart(loaded, moved, keyOf))).toEqual(ids.toReversed().slice(0, 24))
  })

  test('tells which parts are in view', () => {
    const cursors = (view: { first: number; last: number }) =>
      partsInView(load(ids, 8), view).map(({ cursor }) => cursor)
    expect(cursors({ first: 0, last: 7 })).toEqual([null])
    expect(cursors({ first: 7, last: 8 })).toEqual([null, '430'])
    expect(cursors({ first: 48, last: 60 })).toEqual(['30'])
  })
})

describe('a part that is read anew', () => {
  test('shows what is new on top, and the rest stays as it was', () => {
    const grown = [...ids, 510, 520]
    const renewed = replacePart(markStale(load(ids, 8)), answer(grown, null, 8, 'new'), keyOf)
    expect(idsOf(renewed)).toEqual(grown.toReversed())
    expect(renewed.parts[0]?.isStale).toBeUndefined()
    expect(renewed.parts.slice(1).every(({ isStale }) => isStale)).toBe(true)
  })

  test('in the middle of the list leaves the beginning alone', () => {
    const shrunk = ids.filter((id) => id !== 400)
    const loaded = load(ids, 8)
    const renewed = replacePart(loaded, answer(shrunk, '430', 8, 'new'), keyOf)
    expect(renewed.parts[0]).toBe(loaded.parts[0])
    expect(idsOf(renewed)).toEqual(shrunk.toReversed())
  })

  test('that shares no row with what was known lets the rest go and goes on from there', () => {
    const many = [...ids, ...Array.from({ length: 20 }, (_, index) => 1_000 + index)]
    const renewed = replacePart(load(ids, 8), answer(many, null, 8), keyOf)
    expect(renewed.parts).toHaveLength(1)
    expect(renewed.parts[0]?.nextCursor).toBe('1012')
  })

  test('that is no longer part of the list changes nothing', () => {
    const loaded = load(ids, 8)
    expect(replacePart(loaded, answer(ids, '999', 8), keyOf)).toBe(loaded)
  })

  test('from top to bottom always ends with the list as it is, whatever came and went', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 60 })
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 9 }), (before, after, limit) => {
        let loaded = load(before, limit)
        for (let cursor: string | null | undefined = null; cursor !== undefined; ) {
          loaded = replacePart(loaded, answer(after, cursor, limit, 'new'), keyOf)
          const at = loaded.parts.findIndex((part) => part.cursor === cursor)
          cursor = loaded.parts[at + 1]?.cursor
        }
        for (let end = loaded.parts.at(-1); end?.nextCursor; end = loaded.parts.at(-1)) {
          loaded = appendPart(loaded, answer(after, end.nextCursor, limit, 'new'), keyOf)
        }
        expect(idsOf(loaded)).toEqual(after.toSorted((a, b) => b - a))
      }),
    )
  })
})
