import type { Cell, CellType } from './cell.ts'
import { emptyCell } from './cell.ts'
import type { SpreadsheetErrorCode } from './error.ts'
import type { SpreadsheetLimits } from './limits.ts'
import type { SheetRow } from './open-sheet.ts'
import type { FileFacts, ReadingChoice } from './reading.ts'

export interface ReaderTask {
  path: string
  choice: ReadingChoice
  limits: SpreadsheetLimits
}

/** From the reading thread. Each `rows` is answered by an empty message, so that no more than a few are on their way. */
export type ReaderMessage =
  | { kind: 'opened'; facts: FileFacts }
  | { kind: 'rows'; rows: PackedRow[] }
  | { kind: 'end' }
  | { kind: 'refused'; code: SpreadsheetErrorCode; params: Record<string, string | number> }
  | { kind: 'failed'; error: unknown }

/** Messages of rows that may be on their way. */
export const MOST_AHEAD = 2

/** A row in few objects, since each one is copied between threads: the cells' types as letters, and their values. */
type PackedRow = [number: number, types: string, values: string[], extras: [number, Cell][]]

const LETTERS: Record<CellType, string> = {
  empty: 'x',
  text: 't',
  number: 'n',
  date: 'd',
  boolean: 'b',
  error: 'e',
  formula: 'f',
}
const TYPES = Object.fromEntries(Object.entries(LETTERS).map(([type, letter]) => [letter, type]))

export function packRow({ number, cells }: SheetRow): PackedRow {
  let types = ''
  const extras: [number, Cell][] = []
  for (const [index, cell] of cells.entries()) {
    types += LETTERS[cell.type]
    if (cell.shown !== undefined || cell.fault !== undefined) extras.push([index, cell])
  }
  return [number, types, cells.map((cell) => cell.value), extras]
}

export function unpackRow([number, types, values, extras]: PackedRow): SheetRow {
  const cells = values.map((value, index): Cell => {
    const type = TYPES[types[index]!] as CellType
    return type === 'empty' ? emptyCell : { type, value }
  })
  for (const [index, cell] of extras) cells[index] = cell
  return { number, cells }
}
