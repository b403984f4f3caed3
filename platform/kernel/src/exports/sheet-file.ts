import type { Writable } from 'node:stream'
import type { FileAnswer } from '../operation/ctx.ts'
import { type Column, type SheetWriter, writeCsv, writeXlsx } from '../spreadsheet/write.ts'

export interface SheetFile {
  /** Without an ending. */
  name: string
  format: 'csv' | 'xlsx'
  sheetName: string
  columns: Column[]
}

const MEDIA_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A table as a file answer; `fill` writes its rows, and the file is completed when it resolves. */
export function sheetFile(file: SheetFile, fill: (sheet: SheetWriter) => Promise<void>): FileAnswer {
  const { name, format, sheetName, columns } = file
  return {
    name: `${name}.${format}`,
    mediaType: MEDIA_TYPES[format],
    async write(out) {
      const sheet =
        format === 'csv'
          ? writeCsv(out as Writable, columns)
          : writeXlsx(out as Writable, columns, { sheetName, freezeHeader: true, autofilter: true })
      await fill(sheet)
      await sheet.end()
    },
  }
}
