import { recordStockEntry } from '@lumbung/fuel/contract'
import { getLedgerSetting, updateLedgerSetting } from '@lumbung/ledger/contract'
import type { Figure } from './figure.ts'
import { personAt } from './person.ts'
import { BIG } from './reading.bench.ts'
import { ADMINISTRATOR, startServer } from './server.ts'

const PORT = 8_473
const ENTRIES = 21
const DAY_MILLISECONDS = 86_400_000

/** Entries dated a year ago in an account of 1,000,000 movements; over HTTP, so the database's part is below this. */
export async function benchBackdating(folder: string): Promise<Figure[]> {
  const server = await startServer({ folder, port: PORT })
  try {
    const { client } = await personAt(PORT, ADMINISTRATOR)
    const { version } = await client.call(getLedgerSetting, {})
    await client.call(
      updateLedgerSetting,
      { closedThrough: null, backdateLimitDays: 400 },
      { ifMatch: version },
    )
    const times: number[] = []
    for (let index = 0; index < ENTRIES; index += 1) {
      const date = new Date(Date.now() - 365 * DAY_MILLISECONDS + index * 1_000).toISOString()
      const began = performance.now()
      await client.call(recordStockEntry, { type: 'IN', location: BIG.code, amount: 1, date })
      times.push(performance.now() - began)
    }
    times.sort((a, b) => a - b)
    const middle = times[Math.floor(ENTRIES / 2)] as number
    return [
      {
        what: 'back-dating by a year among 1,000,000 movements',
        ratio: null,
        target: '≤ 50 ms',
        reached: middle <= 50,
        detail: `${middle.toFixed(1)} ms over HTTP, slowest of ${ENTRIES} ${times.at(-1)?.toFixed(1)} ms`,
      },
    ]
  } finally {
    await server.stop()
  }
}
