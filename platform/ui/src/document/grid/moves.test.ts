import { describe, expect, it } from 'vitest'
import { type Direction, inReadingOrder, isOneCell, moved, rangeOf, within } from './moves.ts'

const size = { rows: 30, columns: 8 }

describe('moving in the grid', () => {
  it.each<[Direction, number, number]>([
    ['up', 4, 3],
    ['down', 6, 3],
    ['left', 5, 2],
    ['right', 5, 4],
    ['row-start', 5, 0],
    ['row-end', 5, 7],
    ['first', 0, 0],
    ['last', 29, 7],
    ['page-down', 15, 3],
    ['page-up', 0, 3],
  ])('goes %s', (direction, row, column) => {
    expect(moved({ row: 5, column: 3 }, direction, size)).toEqual({ row, column })
  })

  it('stops at the edges', () => {
    expect(moved({ row: 0, column: 0 }, 'up', size)).toEqual({ row: 0, column: 0 })
    expect(moved({ row: 29, column: 7 }, 'right', size)).toEqual({ row: 29, column: 7 })
  })

  it('reads on from the end of a line to the start of the next, and ends at both ends', () => {
    expect(inReadingOrder({ row: 0, column: 7 }, 1, size)).toEqual({ row: 1, column: 0 })
    expect(inReadingOrder({ row: 1, column: 0 }, -1, size)).toEqual({ row: 0, column: 7 })
    expect(inReadingOrder({ row: 29, column: 7 }, 1, size)).toBeNull()
    expect(inReadingOrder({ row: 0, column: 0 }, -1, size)).toBeNull()
  })

  it('finds the nearest cell once lines are gone', () => {
    expect(within({ row: 40, column: 3 }, size)).toEqual({ row: 29, column: 3 })
    expect(within({ row: 2, column: 3 }, { rows: 0, columns: 8 })).toEqual({ row: 0, column: 3 })
  })
})

describe('a selection', () => {
  it('is the same range whichever way it was drawn', () => {
    const a = { row: 7, column: 1 }
    const b = { row: 2, column: 5 }
    const range = { top: 2, left: 1, bottom: 7, right: 5 }
    expect(rangeOf({ anchor: a, active: b })).toEqual(range)
    expect(rangeOf({ anchor: b, active: a })).toEqual(range)
    expect(isOneCell(range)).toBe(false)
    expect(isOneCell(rangeOf({ anchor: a, active: a }))).toBe(true)
  })
})
