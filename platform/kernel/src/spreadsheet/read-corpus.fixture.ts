import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { SpreadsheetError } from './error.ts'
import { readSheet } from './read.ts'

export interface CorpusReading {
  outcome: string
  /** In this thread, which is the one that serves people; the machine's own delays are in it. */
  longestDelayMilliseconds: number
  /** Computing of this thread alone. */
  cpuMilliseconds: number
  /** The most that the process held while it read, above what it held before the first file. */
  memoryBytes: number
}

const SAMPLE_MILLISECONDS = 5

// A process of its own reads the files, one after another, as the server does: nothing else takes memory or turns.
const [folder, count] = [process.argv[2]!, Number(process.argv[3])]
const before = process.memoryUsage.rss()
const readings: CorpusReading[] = []
for (let index = 0; index < count; index++) readings.push(await read(join(folder, String(index))))
process.stdout.write(JSON.stringify(readings))

async function read(path: string): Promise<CorpusReading> {
  const delay = monitorEventLoopDelay({ resolution: SAMPLE_MILLISECONDS })
  let most = 0
  const samples = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, SAMPLE_MILLISECONDS)
  delay.enable()
  const start = process.threadCpuUsage()
  let outcome = 'read'
  try {
    for await (const _row of readSheet({ path }));
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error
    outcome = error.code
  }
  const { user, system } = process.threadCpuUsage(start)
  delay.disable()
  clearInterval(samples)
  return {
    outcome,
    longestDelayMilliseconds: delay.max / 1e6,
    cpuMilliseconds: (user + system) / 1000,
    memoryBytes: Math.max(0, most - before),
  }
}
