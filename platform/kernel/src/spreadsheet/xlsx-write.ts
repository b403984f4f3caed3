import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import {
  assertRowWidth,
  beginsLikeFormula,
  type CellValue,
  type ColumnKind,
  toDateText,
  toNumberText,
} from './cell-value.ts'
import { SpreadsheetError } from './error.ts'
import { excelMaxCellLength, excelMaxColumns, excelMaxRows } from './limits.ts'
import { toDateSerial } from './number-format.ts'
import { PacedOutput } from './paced-output.ts'
import type { Column, RowStyle, SheetWriter } from './write.ts'
import {
  columnLetters,
  contentTypesXml,
  packageRelationsXml,
  sheetBeginningXml,
  sheetEndXml,
  toSheetName,
  workbookRelationsXml,
  workbookXml,
} from './xlsx-parts.ts'
import { type LookOfRow, StyleSheet } from './xlsx-styles.ts'
import { dropIllegalCharacters, encodeXml } from './xlsx-text.ts'

/**
 * An XLSX of one sheet, packed while it is written. Texts are inline strings, a cell type that no program
 * evaluates, so a text that looks like a formula needs no changed content; it gets the `quotePrefix` format,
 * which keeps it a text when a person edits the cell. No formula is ever written.
 *
 * @param options.title rows above the header, one text each
 * @param options.autofilter on the header; rows of style `total` at the end stay outside it
 */
export function writeXlsx(
  out: Writable,
  columns: Column[],
  options: { sheetName: string; title?: string[]; freezeHeader?: boolean; autofilter?: boolean },
): SheetWriter {
  return new XlsxWriter(out, columns, options)
}

class XlsxWriter implements SheetWriter {
  readonly #columns: Column[]
  readonly #letters: string[]
  readonly #styles = new StyleSheet()
  readonly #zip = new ZipFile()
  readonly #sheet: PacedOutput
  readonly #packed: Promise<void>
  readonly #sheetName: string
  readonly #filtered: boolean
  readonly #headerRow: number
  #beginning: string
  #rowCount: number
  #lastFilteredRow: number

  constructor(out: Writable, columns: Column[], options: Parameters<typeof writeXlsx>[2]) {
    const { sheetName, title = [], freezeHeader = false, autofilter = false } = options
    if (columns.length === 0 || columns.length > excelMaxColumns) throw new RangeError('1 to 16384 columns')
    this.#columns = columns
    this.#letters = columns.map((_, index) => columnLetters(index))
    this.#sheetName = toSheetName(sheetName)
    this.#filtered = autofilter
    this.#headerRow = title.length + 1
    this.#rowCount = this.#headerRow
    this.#lastFilteredRow = this.#headerRow
    const headers = columns.map((column, index) =>
      this.#encodeText(column.header, 'header', index, this.#headerRow),
    )
    this.#beginning = [
      sheetBeginningXml(columns, freezeHeader ? this.#headerRow : 0),
      ...title.map((text, index) => rowXml(index + 1, this.#encodeText(text, 'title', 0, index + 1))),
      rowXml(this.#headerRow, headers.join('')),
    ].join('')

    const sheet = new PassThrough()
    this.#sheet = new PacedOutput(sheet)
    this.#zip.addBuffer(Buffer.from(contentTypesXml), '[Content_Types].xml')
    this.#zip.addBuffer(Buffer.from(packageRelationsXml), '_rels/.rels')
    this.#zip.addBuffer(Buffer.from(workbookRelationsXml), 'xl/_rels/workbook.xml.rels')
    this.#zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml')
    const packing = this.#zip.outputStream as PassThrough
    this.#packed = pipeline(packing, out)
    // A failing output has to reach whoever is writing rows; `end` reports it again to its own caller.
    this.#packed.catch((error: Error) => sheet.destroy(error))
    this.#zip.on('error', (error: Error) => packing.destroy(error))
  }

  async write(row: CellValue[], style: RowStyle = 'normal'): Promise<void> {
    assertRowWidth(row, this.#columns)
    if (this.#rowCount >= excelMaxRows) throw new SpreadsheetError('too_many_rows', { maxRows: excelMaxRows })
    const number = this.#rowCount + 1
    const cells = row.map((value, index) => this.#encodeCell(value, style, index, number)).join('')
    this.#rowCount = number
    if (style !== 'total') this.#lastFilteredRow = number
    await this.#sheet.write(`${this.#takeBeginning()}${rowXml(number, cells)}`)
  }

  async end(): Promise<void> {
    const lastColumn = this.#letters.at(-1)
    const range = this.#filtered ? `$A$${this.#headerRow}:$${lastColumn}$${this.#lastFilteredRow}` : undefined
    await this.#sheet.write(`${this.#takeBeginning()}${sheetEndXml(range)}`)
    await this.#sheet.end()
    this.#zip.addBuffer(Buffer.from(workbookXml(this.#sheetName, range)), 'xl/workbook.xml')
    this.#zip.addBuffer(Buffer.from(this.#styles.toXml()), 'xl/styles.xml')
    this.#zip.end()
    await this.#packed
  }

  #takeBeginning(): string {
    const beginning = this.#beginning
    this.#beginning = ''
    return beginning
  }

  #encodeCell(value: CellValue, style: RowStyle, index: number, row: number): string {
    const { kind, decimals } = this.#columns[index]!
    const reference = `${this.#letters[index]}${row}`
    if (value === null) {
      return style === 'normal' ? '' : `<c r="${reference}" s="${this.#styles.index(style)}"/>`
    }
    if (kind === 'text') return this.#encodeText(String(value), style, index, row)
    const number = kind === 'number' ? toNumberText(value) : toDateSerial(toDateText(value, kind))
    // Days before March 1900 have no serial that all programs agree on, so they stay readable text.
    if (number === undefined) return this.#encodeText(String(value), style, index, row)
    return `<c r="${reference}" s="${this.#styles.index(style, formatCodeOf(kind, decimals))}"><v>${number}</v></c>`
  }

  #encodeText(text: string, look: LookOfRow, index: number, row: number): string {
    if (text.length > excelMaxCellLength) {
      throw new SpreadsheetError('cell_too_long', { row, maxCellLength: excelMaxCellLength })
    }
    const legal = dropIllegalCharacters(text)
    const style = this.#styles.index(look, undefined, beginsLikeFormula(legal))
    const reference = `${this.#letters[index]}${row}`
    return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${encodeXml(legal)}</t></is></c>`
  }
}

function rowXml(number: number, cells: string): string {
  return `<row r="${number}">${cells}</row>`
}

function formatCodeOf(kind: Exclude<ColumnKind, 'text'>, decimals: number | undefined): string | undefined {
  if (kind === 'date') return 'yyyy-mm-dd'
  if (kind === 'datetime') return 'yyyy-mm-dd hh:mm:ss'
  if (decimals === undefined) return undefined
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
}
