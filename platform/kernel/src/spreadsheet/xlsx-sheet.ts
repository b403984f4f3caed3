import { type Cell, emptyCell, textCell } from './cell.ts'
import { SpreadsheetError } from './error.ts'
import { excelMaxColumns, excelMaxRows, type SpreadsheetLimits } from './limits.ts'
import { type DateKind, toIsoText, toPlainNumber } from './number-format.ts'
import type { SheetRow } from './read.ts'
import { decodeEscapes, detach } from './xlsx-text.ts'
import type { XmlHandlers } from './xml-reader.ts'

export interface SheetContext {
  part: string
  sharedStrings: readonly string[]
  dateKinds: readonly (DateKind | undefined)[]
  date1904: boolean
  limits: SpreadsheetLimits
}

interface OpenCell {
  column: number
  type: string
  style: number
  value: string
  formula: string | undefined
}

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/
const ISO_DATE = /^(\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?|\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z?$/

/** An escaped character (`_xHHHH_`) is this long in the file. */
const ESCAPE_LENGTH = 7

/**
 * Collects the rows of a worksheet from its XML. Rows and cells must ascend, as the format demands: this bounds
 * them by the size of a worksheet whatever the file contains. The `dimension` record is not looked at, since
 * real files state wrong ones. Styled cells without content do not count as columns.
 */
export class SheetHandlers implements XmlHandlers {
  readonly #context: SheetContext
  #rows: SheetRow[] = []
  #inData = false
  #rowNumber = 0
  #lastColumn = -1
  #cells: Cell[] = []
  #cell: OpenCell | undefined
  #target: 'value' | 'formula' | undefined
  #phoneticDepth = 0

  constructor(context: SheetContext) {
    this.#context = context
  }

  /** The rows completed since the last call. */
  takeRows(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'sheetData') this.#inData = true
    if (!this.#inData) return
    switch (name) {
      case 'row':
        this.#openRow(attributes.r)
        break
      case 'c':
        this.#openCell(attributes)
        break
      case 'v':
        this.#target = 'value'
        break
      case 't':
        if (this.#phoneticDepth === 0) this.#target = 'value'
        break
      case 'f':
        this.#target = 'formula'
        if (this.#cell) this.#cell.formula ??= ''
        break
      case 'rPh':
        this.#phoneticDepth++
        break
    }
  }

  text(text: string): void {
    const cell = this.#cell
    if (!cell || !this.#target) return
    if (this.#target === 'formula') cell.formula += text
    else cell.value += text
    const length = Math.max(cell.value.length, cell.formula?.length ?? 0)
    if (length > this.#context.limits.maxCellLength * ESCAPE_LENGTH) this.#refuseLength()
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
      case 'f':
        this.#target = undefined
        break
      case 'rPh':
        this.#phoneticDepth--
        break
      case 'c':
        this.#closeCell()
        break
      case 'row':
        if (this.#cells.length > 0) this.#rows.push({ number: this.#rowNumber, cells: this.#cells })
        this.#cells = []
        break
      case 'sheetData':
        this.#inData = false
        break
    }
  }

  /** Called inside a token longer than any cell may be. */
  overlong(): void {
    if (this.#cell && this.#target) this.#refuseLength()
  }

  #openRow(reference: string | undefined): void {
    const number = reference === undefined ? this.#rowNumber + 1 : Number(reference)
    if (!Number.isInteger(number) || number <= this.#rowNumber || number > excelMaxRows)
      this.#refuse('row_number')
    this.#rowNumber = number
    this.#lastColumn = -1
    this.#cells = []
  }

  #openCell({ r, t, s }: Record<string, string>): void {
    const column = r === undefined ? this.#lastColumn + 1 : parseColumn(r)
    if (column <= this.#lastColumn || column >= excelMaxColumns) this.#refuse('cell_reference')
    this.#lastColumn = column
    this.#cell = {
      column,
      type: t ?? 'n',
      style: s === undefined ? -1 : Number(s),
      value: '',
      formula: undefined,
    }
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (!cell) return
    const interpreted = this.#interpret(cell)
    if (interpreted.type === 'empty') return
    const { maxColumns, maxCellLength } = this.#context.limits
    if (cell.column >= maxColumns) {
      throw new SpreadsheetError('too_many_columns', { row: this.#rowNumber, maxColumns })
    }
    if (interpreted.value.length > maxCellLength) this.#refuseLength()
    while (this.#cells.length < cell.column) this.#cells.push(emptyCell)
    this.#cells.push(interpreted)
  }

  #interpret({ type, value, style, formula }: OpenCell): Cell {
    if (formula !== undefined) return { type: 'formula', value: `=${detach(decodeEscapes(formula))}` }
    if (value === '') return emptyCell
    const { sharedStrings, dateKinds, date1904 } = this.#context
    switch (type) {
      case 's': {
        const text = sharedStrings[Number(value)]
        return text === undefined ? this.#refuse('shared_string') : textCell(text)
      }
      case 'b':
        return { type: 'boolean', value: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' }
      case 'n': {
        const kind = dateKinds[style]
        const date = kind && toIsoText(value, kind, date1904)
        return date === undefined ? numberCell(value) : { type: 'date', value: date }
      }
      case 'd':
        return dateCell(value)
      case 'e':
        return { type: 'error', value: detach(decodeEscapes(value)) }
      default:
        return textCell(detach(decodeEscapes(value)))
    }
  }

  #refuseLength(): never {
    const { maxCellLength } = this.#context.limits
    throw new SpreadsheetError('cell_too_long', { row: this.#rowNumber, maxCellLength })
  }

  #refuse(reason: string): never {
    throw new SpreadsheetError('broken_file', { reason, part: this.#context.part, row: this.#rowNumber })
  }
}

/** A `v` that is no number is text, whatever the cell says. */
function numberCell(stored: string): Cell {
  const plain = detach(toPlainNumber(stored))
  return PLAIN_NUMBER.test(plain) ? { type: 'number', value: plain } : { type: 'text', value: plain }
}

/**
 * An ISO 8601 date as SheetJS and other programs store it. A trailing `Z` does not name a zone: the sheet shows the
 * clock that is written.
 */
function dateCell(stored: string): Cell {
  const match = ISO_DATE.exec(stored)
  return match ? { type: 'date', value: match[1]! } : textCell(detach(decodeEscapes(stored)))
}

/** Zero-based column of a reference such as `AB12`; -1, which never ascends, when it is none. */
function parseColumn(reference: string): number {
  let column = 0
  let length = 0
  while (length < reference.length) {
    const letter = reference.charCodeAt(length) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
    if (++length > 3) return -1
  }
  return column - 1
}
