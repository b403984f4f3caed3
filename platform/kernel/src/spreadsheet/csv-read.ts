import { createReadStream } from 'node:fs'
import { CsvError, type Parser, parse } from 'csv-parse'
import { textCell } from './cell.ts'
import { CsvDecoder, detectDelimiter } from './csv-text.ts'
import { SpreadsheetError } from './error.ts'
import type { TextEncoding } from './file-format.ts'
import type { SpreadsheetLimits } from './limits.ts'
import type { SheetRow } from './read.ts'

const CHUNK_BYTES = 64 * 1024

/**
 * Rows of a CSV file. The number of a row counts records, empty ones too, as a spreadsheet shows them; a
 * quoted line break does not begin a row.
 */
export async function* readCsv(
  path: string,
  start: { encoding: TextEncoding; bomBytes: number; head: Buffer },
  limits: SpreadsheetLimits,
): AsyncGenerator<SheetRow> {
  const { delimiter, preambleBytes } = detectDelimiter(
    decodeHead(start.head.subarray(start.bomBytes), start.encoding),
  )
  const unitBytes = start.encoding === 'utf-8' ? 1 : 2
  const decoder = new CsvDecoder(start.encoding)
  const records = new RecordCollector(delimiter, limits)
  const source = createReadStream(path, {
    start: start.bomBytes + preambleBytes * unitBytes,
    highWaterMark: CHUNK_BYTES,
  })
  let bytesRead = 0
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytesRead += chunk.length
      if (bytesRead > limits.maxBytes) throw new SpreadsheetError('too_large', { maxBytes: limits.maxBytes })
      const { text, broken } = decoder.decode(chunk)
      const failure = await records.write(text, broken)
      yield* records.take()
      if (failure) throw failure
    }
    const failure = await records.end(decoder.isCut())
    yield* records.take()
    if (failure) throw failure
  } finally {
    source.destroy()
    records.destroy()
  }
}

/** Only for guessing the delimiter, so a character cut at the end does not matter. */
function decodeHead(head: Buffer, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(head)
}

/** Feeds the parser and keeps what it finds, so that the rows before a fault are delivered before the fault. */
class RecordCollector {
  readonly #parser: Parser
  readonly #limits: SpreadsheetLimits
  #rows: SheetRow[] = []
  #recordCount = 0
  #fault: Error | undefined

  constructor(delimiter: string, limits: SpreadsheetLimits) {
    this.#limits = limits
    this.#parser = parse({
      delimiter,
      // All three at once: files glued together from several sources mix their line ends.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: 4 * limits.maxColumns * limits.maxCellLength,
      cast: (value, { column }) => this.#checkCell(value, Number(column)),
      on_record: (record: string[]) => this.#keep(record),
    })
    this.#parser.on('error', (error) => {
      this.#fault ??= error
    })
  }

  /** Resolves to the fault that ends the reading, if any; `broken` says that an invalid byte follows `text`. */
  async write(text: Buffer, broken: boolean): Promise<Error | undefined> {
    // The parser looks two bytes ahead of a line end: the filler pushes the last whole record out of it, so
    // that the row of the invalid byte is counted rightly.
    const bytes = broken ? Buffer.concat([text, Buffer.from('...')]) : text
    await new Promise<void>((resolve) => {
      this.#parser.write(bytes, (error) => {
        if (error) this.#fault ??= error
        resolve()
      })
    })
    if (this.#fault) return this.#explain(this.#fault)
    return broken ? this.#brokenEncoding() : undefined
  }

  async end(cut: boolean): Promise<Error | undefined> {
    if (cut) return (await this.write(Buffer.alloc(0), true)) ?? this.#brokenEncoding()
    await new Promise<void>((resolve) => {
      this.#parser.once('close', resolve)
      this.#parser.end()
      this.#parser.resume()
    })
    return this.#fault && this.#explain(this.#fault)
  }

  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  destroy(): void {
    this.#parser.destroy()
  }

  #checkCell(value: string, column: number): string {
    const { maxColumns, maxCellLength } = this.#limits
    const row = this.#recordCount + 1
    if (column >= maxColumns) throw new SpreadsheetError('too_many_columns', { row, maxColumns })
    if (value.length > maxCellLength) throw new SpreadsheetError('cell_too_long', { row, maxCellLength })
    return value
  }

  #keep(cells: string[]): null {
    this.#recordCount++
    if (cells.some((cell) => cell !== '')) {
      this.#rows.push({ number: this.#recordCount, cells: cells.map(textCell) })
    }
    return null
  }

  #brokenEncoding(): SpreadsheetError {
    return new SpreadsheetError('broken_encoding', { row: this.#recordCount + 1 })
  }

  #explain(error: Error): Error {
    if (error instanceof SpreadsheetError || !(error instanceof CsvError)) return error
    const row = this.#recordCount + 1
    switch (error.code) {
      case 'CSV_MAX_RECORD_SIZE':
        return new SpreadsheetError(
          'cell_too_long',
          { row, maxCellLength: this.#limits.maxCellLength },
          error,
        )
      case 'CSV_QUOTE_NOT_CLOSED':
        return new SpreadsheetError('broken_csv', { row, reason: 'quote_not_closed' }, error)
      case 'INVALID_OPENING_QUOTE':
      case 'CSV_INVALID_CLOSING_QUOTE':
        return new SpreadsheetError('broken_csv', { row, reason: 'quote_misplaced' }, error)
      default:
        return error
    }
  }
}
