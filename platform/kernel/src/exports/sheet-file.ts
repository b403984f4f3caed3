import type { Writable } from 'node:stream'
import type { Locale } from '@lumbung/contract'
import type { FileAnswer } from '../operation/ctx.ts'
import { type Column, CSV_STYLES, type SheetWriter, writeCsv, writeXlsx } from '../spreadsheet/write.ts'

export interface SheetFile {
  /** Without an ending. */
  name: string
  format: 'csv' | 'xlsx'
  /** Decides the signs between cells and in numbers of a CSV. */
  locale: Locale
  sheetName: string
  columns: Column[]
  /** Lines above the header. XLSX only: in a CSV the header is the first line. */
  title?: string[]
}

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A table as a file answer; `fill` writes its rows, and the file is completed when it resolves. */
export function sheetFile(file: SheetFile, fill: (sheet: SheetWriter) => Promise<void>): FileAnswer {
  const { name, format, locale, sheetName, columns, title = [] } = file
  return {
    name: `${name}.${format}`,
    mediaType: MEDIA_TYPES[format],
    async write(out) {
      const sheet =
        format === 'csv'
          ? writeCsv(out as Writable, columns, CSV_STYLES[locale])
          : writeXlsx(out as Writable, columns, { sheetName, title, freezeHeader: true, autofilter: true })
      await fill(sheet)
      await sheet.end()
    },
  }
}
