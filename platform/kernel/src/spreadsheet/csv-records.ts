import { type Cell, dropTrailingBlanks, emptyCell, hasInk, textCell } from './cell.ts'
import { SpreadsheetError } from './error.ts'
import type { SpreadsheetLimits } from './limits.ts'

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const QUOTE = 34

export interface CsvRecord {
  /** Counted from 1, blank records too; a quoted line break begins no record. */
  number: number
  cells: Cell[]
  /** Cells with the blank ones at the end, which are dropped. */
  width: number
}

/**
 * Splits CSV text that comes in pieces into records, as spreadsheet programs do: CR LF, LF and CR end a record; a quote
 * counts only where a cell begins with it, anywhere else it is a character (`2" pipe`); what follows a closing quote
 * belongs to the cell. Each piece costs time in proportion to its length, whatever it holds, and a blank record next to
 * nothing.
 */
export class CsvRecords {
  readonly #delimiter: number
  readonly #limits: SpreadsheetLimits
  #records: CsvRecord[] = []
  #state: 'begin' | 'bare' | 'quoted' | 'quote' = 'begin'
  #afterReturn = false
  #number = 0
  #blank = 0
  #column = 0
  #cells: Cell[] = []
  #text = ''
  #beganAt = 1

  constructor(delimiter: string, limits: SpreadsheetLimits) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#limits = limits
  }

  /** The number of the record that is being read. */
  get current(): number {
    return this.#number + 1
  }

  /** The records with visible content completed since the last call. */
  take(): CsvRecord[] {
    const records = this.#records
    this.#records = []
    return records
  }

  /** @throws SpreadsheetError `too_many_columns`, `too_many_rows` */
  write(text: string): void {
    let at = 0
    if (this.#afterReturn && text !== '') {
      if (text.charCodeAt(0) === LINE_FEED) at = 1
      this.#afterReturn = false
    }
    while (at < text.length) {
      switch (this.#state) {
        case 'begin':
          if (text.charCodeAt(at) === QUOTE) {
            this.#state = 'quoted'
            this.#beganAt = this.current
            at++
          } else this.#state = 'bare'
          break
        case 'quoted': {
          const end = text.indexOf('"', at)
          this.#append(text, at, end === -1 ? text.length : end)
          at = end === -1 ? text.length : end + 1
          if (end !== -1) this.#state = 'quote'
          break
        }
        case 'quote':
          if (text.charCodeAt(at) === QUOTE) {
            this.#append('"', 0, 1)
            this.#state = 'quoted'
            at++
          } else this.#state = 'bare'
          break
        case 'bare':
          at = this.#readBare(text, at)
      }
    }
  }

  /** @throws SpreadsheetError `broken_csv` when a quoted cell is never closed, with the row where it begins */
  end(): void {
    if (this.#state === 'quoted') {
      throw new SpreadsheetError('broken_csv', { row: this.#beganAt, reason: 'quote_not_closed' })
    }
    if (this.#state !== 'begin' || this.#column > 0) this.#endRecord()
  }

  /** Reads from inside a cell to its end or the end of the piece; answers where reading goes on. */
  #readBare(text: string, start: number): number {
    let at = start
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code !== this.#delimiter && code !== LINE_FEED && code !== CARRIAGE_RETURN) continue
      this.#append(text, start, at)
      this.#state = 'begin'
      if (code === this.#delimiter) {
        this.#endCell()
        return at + 1
      }
      this.#endRecord()
      if (code === LINE_FEED) return at + 1
      if (at + 1 === text.length) this.#afterReturn = true
      return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1
    }
    this.#append(text, start, at)
    return at
  }

  /** Keeps one unit more than a cell may have, so that the cell is seen to be overlong. */
  #append(text: string, start: number, end: number): void {
    const room = this.#limits.maxCellLength + 1 - this.#text.length
    if (end > start && room > 0) this.#text += text.slice(start, Math.min(end, start + room))
  }

  #endCell(): void {
    const cell = this.#text === '' ? emptyCell : textCell(this.#text, this.#limits)
    this.#text = ''
    const { maxColumns } = this.#limits
    if (this.#column++ < maxColumns) this.#cells.push(cell)
    else if (hasInk(cell)) throw new SpreadsheetError('too_many_columns', { row: this.current, maxColumns })
  }

  #endRecord(): void {
    if (this.#column > 0 || this.#text !== '') {
      this.#endCell()
      const cells = dropTrailingBlanks(this.#cells)
      const width = this.#column
      this.#cells = []
      this.#column = 0
      this.#number++
      if (cells.length > 0) {
        this.#records.push({ number: this.#number, cells, width })
        return
      }
    } else this.#number++
    if (++this.#blank > this.#limits.maxRows) {
      throw new SpreadsheetError('too_many_rows', { maxRows: this.#limits.maxRows })
    }
  }
}
