import { type Cell, hasInk } from './cell.ts'

/** Titles, dates of a report and blank rows above a table hardly take more. */
export const LOOKED_AT_ROWS = 25

/** A text that begins like a number, a date or a sum is data, whatever unit follows. */
const BEGINS_WITH_DIGIT = /^[\s'(+-]*(?:rp\.?\s*)?\d/i

/**
 * Index of the row that is probably the header: the first one that is more than half as wide as the widest of the first
 * rows and consists mostly of words. Titles above a table are narrower. Where no row is so, the first wide enough one.
 */
export function findHeaderRow(rows: readonly { cells: readonly Cell[] }[]): number {
  const looked = rows.slice(0, LOOKED_AT_ROWS).map(({ cells }) => cells.filter(hasInk))
  const widest = Math.max(0, ...looked.map((cells) => cells.length))
  const isWide = (cells: Cell[]) => cells.length * 2 > widest && cells.length > Math.min(1, widest - 1)
  const found = looked.findIndex((cells) => isWide(cells) && cells.filter(isWord).length * 2 > cells.length)
  return found === -1 ? Math.max(0, looked.findIndex(isWide)) : found
}

function isWord({ type, value }: Cell): boolean {
  return type === 'text' && !BEGINS_WITH_DIGIT.test(value)
}
