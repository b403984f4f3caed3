import { createReadStream } from 'node:fs'
import { CsvRecords } from './csv-records.ts'
import { CsvDecoder, countCompleteBytes, detectDelimiter } from './csv-text.ts'
import { faultOf, SpreadsheetError } from './error.ts'
import type { SpreadsheetLimits } from './limits.ts'
import type { OpenedSheet, SheetRow } from './open-sheet.ts'
import { ownTurn } from './own-turn.ts'
import type { ReadingChoice, TextEncoding } from './reading.ts'

const CHUNK_BYTES = 64 * 1024

interface CsvStart {
  encoding: TextEncoding
  bomBytes: number
  head: Buffer
}

/** A CSV file; the number of a row counts records, blank ones too, as a spreadsheet shows them. */
export function openCsv(
  path: string,
  start: CsvStart,
  choice: ReadingChoice,
  limits: SpreadsheetLimits,
): OpenedSheet {
  const { encoding } = start
  const text = decodeHead(start.head.subarray(start.bomBytes), encoding)
  const { delimiter: detected, preambleLength } = detectDelimiter(text)
  const delimiter = choice.delimiter ?? detected
  // The declaration is ASCII, so its characters are as many units of the encoding.
  const unitBytes = encoding.startsWith('utf-16') ? 2 : 1
  const from = start.bomBytes + preambleLength * unitBytes
  return {
    facts: { format: 'csv', encoding, delimiter, sheet: null, sheets: [] },
    rows: readRecords(path, from, encoding, new CsvRecords(delimiter, limits), limits),
    close: async () => {},
  }
}

async function* readRecords(
  path: string,
  from: number,
  encoding: TextEncoding,
  records: CsvRecords,
  { maxBytes }: SpreadsheetLimits,
): AsyncGenerator<SheetRow[]> {
  const decoder = new CsvDecoder(encoding)
  const source = createReadStream(path, { start: from, highWaterMark: CHUNK_BYTES })
  const brokenEncoding = () => new SpreadsheetError('broken_encoding', { row: records.current })
  let bytesRead = 0
  let failure: unknown
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      await ownTurn()
      bytesRead += chunk.length
      if (bytesRead > maxBytes) throw new SpreadsheetError('too_large', { maxBytes })
      const { text, broken } = decoder.decode(chunk)
      // Rows before a fault are delivered before the fault.
      failure = faultOf(() => records.write(text)) ?? (broken ? brokenEncoding() : undefined)
      yield records.take()
      if (failure) throw failure
    }
    failure = decoder.isCut() ? brokenEncoding() : faultOf(() => records.end())
    yield records.take()
    if (failure) throw failure
  } finally {
    source.destroy()
  }
}

/** Only for guessing the delimiter, so a character cut at the end does not matter. */
function decodeHead(head: Buffer, encoding: TextEncoding): string {
  return new TextDecoder(encoding).decode(head.subarray(0, countCompleteBytes(head, encoding)))
}
