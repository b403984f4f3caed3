import type { Cell } from './cell.ts'
import { hasInk } from './cell.ts'
import { SpreadsheetError } from './error.ts'
import { excelMaxRows } from './limits.ts'
import { XmlReader } from './xml-reader.ts'
import type { ZipArchive } from './zip-archive.ts'

const MAX_RANGES = 65_536
const MARK = Buffer.from('mergeCell')
const REFERENCE = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i

interface Range {
  column: number
  first: number
  last: number
}

/** Gives the value of a cell that is merged over several rows to each of them. */
export class MergedCells {
  /** By row of the first cell. */
  readonly #starting = new Map<number, Range[]>()
  /** By column: the range that reaches over the present row, and its value. */
  readonly #open = new Map<number, { last: number; cell: Cell }>()

  constructor(ranges: readonly Range[]) {
    for (const range of ranges) {
      const others = this.#starting.get(range.first)
      if (others) others.push(range)
      else this.#starting.set(range.first, [range])
    }
  }

  /** Fills the cells of a row; a row without anything of its own stays blank. Rows come in their order. */
  fill(row: number, cells: Cell[], empty: Cell): void {
    if (this.#open.size === 0 && this.#starting.size === 0) return
    if (cells.some(hasInk)) {
      for (const [column, { last, cell }] of this.#open) {
        if (row > last) this.#open.delete(column)
        else if (!cells[column] || cells[column].type === 'empty') {
          while (cells.length < column) cells.push(empty)
          cells[column] = cell
        }
      }
    }
    for (const { column, last } of this.#starting.get(row) ?? []) {
      const cell = cells[column]
      if (cell && hasInk(cell)) this.#open.set(column, { last, cell })
    }
    this.#starting.delete(row)
  }
}

/**
 * The ranges stand below the rows whose cells they merge, so a sheet that has some is read twice. Most have none: those
 * are only unpacked, which costs a tenth of parsing them.
 */
export async function readMergedCells(
  archive: ZipArchive,
  part: string,
  maxColumns: number,
): Promise<MergedCells> {
  const ranges: Range[] = []
  if (await mentionsMerging(archive, part)) {
    const xml = new XmlReader(part, {
      open(name, { ref }) {
        const match = name === 'mergeCell' && ref !== undefined ? REFERENCE.exec(ref) : null
        if (!match) return
        const range = { column: columnIndex(match[1]!), first: Number(match[2]), last: Number(match[4]) }
        if (range.last <= range.first || range.last > excelMaxRows || range.column >= maxColumns) return
        if (ranges.length >= MAX_RANGES) {
          throw new SpreadsheetError('broken_file', { reason: 'list_too_long', part })
        }
        ranges.push(range)
      },
      // The pass that reads the cells judges their length.
      overlong() {
        throw new SpreadsheetError('broken_file', { reason: 'token_too_long', part })
      },
    })
    for await (const chunk of archive.read(part)) xml.write(chunk)
    xml.end()
  }
  return new MergedCells(ranges)
}

async function mentionsMerging(archive: ZipArchive, part: string): Promise<boolean> {
  let end = Buffer.alloc(0)
  for await (const chunk of archive.read(part)) {
    // A part in UTF-16 has a zero beside each letter; it is rare enough to be read twice whatever it holds.
    const searched = Buffer.concat([end, chunk])
    if (searched.includes(MARK) || searched.includes(0)) return true
    end = Buffer.from(searched.subarray(-MARK.length))
  }
  return false
}

function columnIndex(letters: string): number {
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
