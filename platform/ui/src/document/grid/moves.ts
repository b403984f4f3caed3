/** A place in the grid; rows and columns count from 0. */
export interface Cell {
  row: number
  column: number
}

export interface GridSize {
  rows: number
  columns: number
}

/** From where the selection was begun to where it stands now; the second is the active cell. */
export interface Selection {
  anchor: Cell
  active: Cell
}

/** Both ends belong to it. */
export interface Range {
  top: number
  left: number
  bottom: number
  right: number
}

export type Direction =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'row-start'
  | 'row-end'
  | 'first'
  | 'last'
  | 'page-up'
  | 'page-down'

const PAGE_ROWS = 10

/** The cell in that direction, never beyond the edges. */
export function moved(from: Cell, direction: Direction, size: GridSize): Cell {
  const { row, column } = from
  const lastRow = size.rows - 1
  const lastColumn = size.columns - 1
  const targets: Record<Direction, Cell> = {
    up: { row: row - 1, column },
    down: { row: row + 1, column },
    left: { row, column: column - 1 },
    right: { row, column: column + 1 },
    'row-start': { row, column: 0 },
    'row-end': { row, column: lastColumn },
    first: { row: 0, column: 0 },
    last: { row: lastRow, column: lastColumn },
    'page-up': { row: row - PAGE_ROWS, column },
    'page-down': { row: row + PAGE_ROWS, column },
  }
  return within(targets[direction], size)
}

/** The next cell in reading order (`step` 1) or the one before (−1); null beyond the first and the last. */
export function inReadingOrder(from: Cell, step: 1 | -1, { rows, columns }: GridSize): Cell | null {
  const place = from.row * columns + from.column + step
  if (place < 0 || place >= rows * columns) return null
  return { row: Math.floor(place / columns), column: place % columns }
}

/** The nearest cell that exists, after lines were removed. */
export function within({ row, column }: Cell, { rows, columns }: GridSize): Cell {
  return {
    row: Math.max(0, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  }
}

export function rangeOf({ anchor, active }: Selection): Range {
  return {
    top: Math.min(anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    bottom: Math.max(anchor.row, active.row),
    right: Math.max(anchor.column, active.column),
  }
}

export function isOneCell({ top, left, bottom, right }: Range): boolean {
  return top === bottom && left === right
}

export function sameCell(a: Cell, b: Cell): boolean {
  return a.row === b.row && a.column === b.column
}
