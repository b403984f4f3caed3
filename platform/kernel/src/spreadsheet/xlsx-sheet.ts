import { type Cell, dropTrailingBlanks, emptyCell, hasInk, makeCell, textCell } from './cell.ts'
import { SpreadsheetError } from './error.ts'
import { excelMaxColumns, excelMaxRows, type SpreadsheetLimits } from './limits.ts'
import type { MergedCells } from './merged-cells.ts'
import { type NumberFormat, toIsoText, toPlainNumber } from './number-format.ts'
import type { SheetRow } from './open-sheet.ts'
import { decodeEscapes, detach } from './xlsx-text.ts'
import type { XmlHandlers } from './xml-reader.ts'

export interface SheetContext {
  part: string
  sharedStrings: readonly string[]
  formatOf(style: number): NumberFormat | undefined
  date1904: boolean
  limits: SpreadsheetLimits
  merged: MergedCells
}

interface OpenCell {
  column: number
  type: string
  style: number
  value: string
  formula: string | undefined
}

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/
const ISO_DATE = /^(\d{4}-\d\d-\d\d)?(?:(?:^|T)(\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?)?Z?$/
const MIDNIGHT = /^00:00(:00)?$/

/** An escaped character (`_xHHHH_`) is this long in the file. */
const ESCAPE_LENGTH = 7

/**
 * Collects the rows of a worksheet from its XML. Rows and cells must ascend, as the format demands: this bounds
 * them by the size of a worksheet whatever the file contains. The `dimension` record is not looked at, since
 * real files state wrong ones. Cells that only have a style do not count as columns, and rows of white space are none.
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
        this.#closeRow()
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

  #closeRow(): void {
    this.#context.merged.fill(this.#rowNumber, this.#cells, emptyCell)
    const cells = dropTrailingBlanks(this.#cells)
    if (cells.length > 0) this.#rows.push({ number: this.#rowNumber, cells })
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
    const { maxColumns } = this.#context.limits
    if (cell.column >= maxColumns) {
      if (!hasInk(interpreted)) return
      throw new SpreadsheetError('too_many_columns', { row: this.#rowNumber, maxColumns })
    }
    while (this.#cells.length < cell.column) this.#cells.push(emptyCell)
    this.#cells.push(interpreted)
  }

  #interpret({ type, value, style, formula }: OpenCell): Cell {
    const { sharedStrings, formatOf, date1904, limits } = this.#context
    if (formula !== undefined) return makeCell('formula', `=${detach(decodeEscapes(formula))}`, limits)
    if (value === '') return emptyCell
    switch (type) {
      case 's': {
        const text = sharedStrings[Number(value)]
        return text === undefined ? this.#refuse('shared_string') : textCell(text, limits)
      }
      case 'b':
        return { type: 'boolean', value: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' }
      case 'n': {
        const format = formatOf(style)
        const date = format?.dateKind && toIsoText(value, format.dateKind, date1904)
        return date === undefined ? numberCell(value, format, limits) : { type: 'date', value: date }
      }
      case 'd':
        return dateCell(value, formatOf(style), limits)
      case 'e':
        return makeCell('error', detach(decodeEscapes(value)), limits)
      default:
        return textCell(detach(decodeEscapes(value)), limits)
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
function numberCell(stored: string, format: NumberFormat | undefined, limits: SpreadsheetLimits): Cell {
  const plain = detach(toPlainNumber(stored))
  if (!PLAIN_NUMBER.test(plain)) return textCell(plain, limits)
  const shown = format?.show(plain)
  return shown === undefined ? { type: 'number', value: plain } : { type: 'number', value: plain, shown }
}

/**
 * An ISO 8601 date as SheetJS and other programs store it. A trailing `Z` does not name a zone: the sheet shows the
 * clock that is written, and no clock at midnight where the cell is formatted as a date.
 */
function dateCell(stored: string, format: NumberFormat | undefined, limits: SpreadsheetLimits): Cell {
  const match = ISO_DATE.exec(stored)
  if (!match) return textCell(detach(decodeEscapes(stored)), limits)
  const [, date, clock] = match
  if (date === undefined) return { type: 'date', value: detach(clock!) }
  const isDay = clock === undefined || (format?.dateKind === 'date' && MIDNIGHT.test(clock))
  return {
    type: 'date',
    value: detach(isDay ? date : `${date}T${clock.length === 5 ? `${clock}:00` : clock}`),
  }
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
