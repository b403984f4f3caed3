import { type Cell, emptyCell, shownText } from '../spreadsheet/cell.ts'
import { storable } from './words.ts'

/** A cell as a staged row keeps it: its text, or with its type where it is something else. */
export type StoredCell = string | { type: Cell['type']; value: string; shown?: string }

export function storedCell(cell: Cell): StoredCell {
  const { type, value, shown } = cell
  if (type === 'empty' || type === 'text') return storable(value)
  return { type, value: storable(value), ...(shown === undefined ? {} : { shown: storable(shown) }) }
}

/** Rows staged by the version before kept texts alone. */
export function cellOf(stored: StoredCell): Cell {
  if (typeof stored === 'string') return stored === '' ? emptyCell : { type: 'text', value: stored }
  return stored
}

/** As a person sees it. */
export function textOf(stored: StoredCell): string {
  return shownText(cellOf(stored))
}
