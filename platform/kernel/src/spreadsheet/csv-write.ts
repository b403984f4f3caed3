import type { Writable } from 'node:stream'
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

/**
 * CSV as RFC 4180 describes it, in UTF-8. A text that a spreadsheet program would run as a formula is prefixed
 * with `'`: quoting does not help, since programs unquote before they look. Numbers and dates need no prefix,
 * as they are checked to be nothing else.
 */
export function writeCsv(
  out: Writable,
  columns: Column[],
  options: { bom?: boolean; delimiter?: string } = {},
): SheetWriter {
  const { bom = true, delimiter = ',' } = options
  if (!/^[,;\t|]$/.test(delimiter)) throw new RangeError(`not a CSV delimiter: ${delimiter}`)
  const output = new PacedOutput(out)
  const header = columns.map((column) => encodeCell(column.header, 'text')).join(delimiter)
  let pendingHeader = `${bom ? BYTE_ORDER_MARK : ''}${header}${LINE_END}`

  return {
    async write(row) {
      assertRowWidth(row, columns)
      const line = row.map((value, index) => encodeCell(value, columns[index]!.kind)).join(delimiter)
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

function encodeCell(value: CellValue, kind: ColumnKind): string {
  if (value === null) return ''
  if (kind === 'number') return toNumberText(value)
  if (kind !== 'text') return toDateText(value, kind)
  const text = dropIllegalCharacters(String(value))
  // One that begins with our own sign before such a text gets it once more, so that taking one off gives it back.
  const inert = beginsLikeFormula(text.replace(/^'+/, '')) ? `'${text}` : text
  // Every candidate delimiter and outer blanks are quoted too, for readers that guess or trim.
  return /[",;\t|\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
