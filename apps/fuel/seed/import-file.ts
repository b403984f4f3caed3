import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Column, writeCsv } from '@lumbung/kernel'

/** A spreadsheet as somebody would have it at hand, and the command that takes its rows. */
export interface ImportFile {
  operation: string
  name: string
  columns: readonly Column[]
  /** Cells in the order of the columns; a number is a plain decimal text. */
  rows(): Iterable<readonly (string | null)[]>
}

/** The file as CSV bytes. */
export async function encodeImportFile(file: ImportFile): Promise<Buffer> {
  const out = new PassThrough()
  const bytes = buffer(out)
  const writer = writeCsv(out, [...file.columns])
  for (const row of file.rows()) await writer.write([...row])
  await writer.end()
  return await bytes
}
