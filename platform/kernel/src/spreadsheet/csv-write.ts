import type { Writable } from 'node:stream'
import type { Locale } from '@lumbung/contract'
import {
  assertRowWidth,
  beginsLikeFormula,
  type CellValue,
  type ColumnKind,
  toDateText,
  toNumberText,
} from './cell-value.ts'
import { PacedOutput } from './paced-output.ts'
import type { Column, SheetWriter } from './write.ts'
import { dropIllegalCharacters } from './xlsx-text.ts'

const BYTE_ORDER_MARK = '\ufeff'
const LINE_END = '\r\n'

/** How cells and decimals are parted; by default as RFC 4180 and programs have it. */
export interface CsvStyle {
  delimiter?: string
  decimalComma?: boolean
}

/** As spreadsheet programs set to the language open it in columns, with figures as figures. */
export const CSV_STYLES: Record<Locale, CsvStyle> = {
  id: { delimiter: ';', decimalComma: true },
  en: { delimiter: ',', decimalComma: false },
}

/**
 * CSV as RFC 4180 describes it, in UTF-8. A text that a spreadsheet program would run as a formula is prefixed
 * with `'`: quoting does not help, since programs unquote before they look. Numbers and dates need no prefix,
 * as they are checked to be nothing else.
 */
export function writeCsv(
  out: Writable,
  columns: Column[],
  options: CsvStyle & { bom?: boolean } = {},
): SheetWriter {
  const { bom = true, delimiter = ',', decimalComma = false } = options
  if (!/^[,;\t|]$/.test(delimiter)) throw new RangeError(`not a CSV delimiter: ${delimiter}`)
  if (decimalComma && delimiter === ',') throw new RangeError('a comma cannot part both cells and decimals')
  const output = new PacedOutput(out)
  const header = columns.map((column) => encodeCell(column.header, 'text', decimalComma)).join(delimiter)
  let pendingHeader = `${bom ? BYTE_ORDER_MARK : ''}${header}${LINE_END}`

  return {
    async write(row) {
      assertRowWidth(row, columns)
      const line = row
        .map((value, index) => encodeCell(value, columns[index]!.kind, decimalComma))
        .join(delimiter)
      const beginning = pendingHeader
      pendingHeader = ''
      await output.write(`${beginning}${line}${LINE_END}`)
    },
    async end() {
      if (pendingHeader !== '') await output.write(pendingHeader)
      await output.end()
    },
  }
}

function encodeCell(value: CellValue, kind: ColumnKind, decimalComma: boolean): string {
  if (value === null) return ''
  if (kind === 'number') return decimalComma ? toNumberText(value).replace('.', ',') : toNumberText(value)
  // With a blank between day and time: spreadsheet programs take a text with `T` for no date.
  if (kind !== 'text') return toDateText(value, kind).replace('T', ' ')
  const text = dropIllegalCharacters(String(value))
  // One that begins with our own sign before such a text gets it once more, so that taking one off gives it back.
  const inert = beginsLikeFormula(text.replace(/^'+/, '')) ? `'${text}` : text
  // Every candidate delimiter and outer blanks are quoted too, for readers that guess or trim.
  return /[",;\t|\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
