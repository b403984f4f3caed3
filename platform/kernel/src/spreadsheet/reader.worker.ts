import { parentPort, workerData } from 'node:worker_threads'
import { SpreadsheetError } from './error.ts'
import { openSheetHere } from './open-sheet.ts'
import { MOST_AHEAD, packRow, type ReaderMessage, type ReaderTask } from './reader-messages.ts'

const MOST_ROWS = 500
/** Cells of a message, in UTF-16 units about. */
const MOST_LENGTH = 256 * 1024

const port = parentPort!
let ahead = 0
let wake: (() => void) | undefined
port.on('message', () => {
  ahead--
  wake?.()
})

const tell = (message: ReaderMessage) => port.postMessage(message)

async function read({ path, choice, limits }: ReaderTask): Promise<void> {
  const sheet = await openSheetHere(path, choice, limits)
  tell({ kind: 'opened', facts: sheet.facts })
  let batch: ReturnType<typeof packRow>[] = []
  let length = 0
  const send = async () => {
    if (batch.length === 0) return
    while (ahead >= MOST_AHEAD) await new Promise<void>((resolve) => (wake = resolve))
    ahead++
    tell({ kind: 'rows', rows: batch })
    batch = []
    length = 0
  }
  try {
    for await (const rows of sheet.rows) {
      for (const row of rows) {
        batch.push(packRow(row))
        for (const cell of row.cells) length += cell.value.length + 1
        if (batch.length >= MOST_ROWS || length >= MOST_LENGTH) await send()
      }
    }
  } finally {
    await send()
  }
}

try {
  await read(workerData as ReaderTask)
  tell({ kind: 'end' })
} catch (error) {
  if (error instanceof SpreadsheetError) tell({ kind: 'refused', code: error.code, params: error.params })
  else tell({ kind: 'failed', error })
} finally {
  port.close()
}
