import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ShareFull } from '../db/fair-gate.ts'
import { corpus, many } from './hostile-corpus.fixture.ts'
import { defaultLimits } from './limits.ts'
import { readSheet } from './read.ts'
import type { CorpusReading } from './read-corpus.fixture.ts'
import { countThreads } from './reader-places.ts'
import { openSheet } from './reader-thread.ts'
import { makeFolder, readAll, saveWorkbook } from './workbook.fixture.ts'

const MEGABYTE = 1024 * 1024
const RSS_ROOM_MEGABYTES = 400

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

const run = promisify(execFile)
const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url))

describe('a corpus of hostile files', () => {
  test('has more than a hundred', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(100)
  })

  test('each is read or refused in bounded memory, and none costs too much', async () => {
    const path = folder.nextPath()
    await mkdir(path)
    await run(process.execPath, [fileOf('./save-corpus.fixture.ts'), path])
    const { stdout } = await run(
      process.execPath,
      [fileOf('./read-corpus.fixture.ts'), path, String(corpus.length)],
      { maxBuffer: MEGABYTE },
    )
    const readings = (JSON.parse(stdout) as CorpusReading[]).map((reading, index) => ({
      what: corpus[index]![0],
      ...reading,
    }))
    expect(readings).toHaveLength(corpus.length)
    const outcomes = Object.groupBy(readings, ({ outcome }) => outcome)
    const counts = Object.entries(outcomes).map(([outcome, those]) => `${outcome} ${those?.length}`)
    const largest = (key: 'longestDelayMilliseconds' | 'cpuMilliseconds' | 'memoryBytes') =>
      readings.reduce((most, reading) => (reading[key] > most[key] ? reading : most))
    const [delay, busiest, heaviest] = [
      largest('longestDelayMilliseconds'),
      largest('cpuMilliseconds'),
      largest('memoryBytes'),
    ]
    process.stdout.write(
      `${corpus.length} hostile files: ${counts.join(', ')}; longest delay of the event loop ` +
        `${delay.longestDelayMilliseconds.toFixed(0)} ms (${delay.what}); most computing of its thread ` +
        `${busiest.cpuMilliseconds.toFixed(0)} ms (${busiest.what}); ` +
        `${(heaviest.memoryBytes / MEGABYTE).toFixed(0)} MB more memory (${heaviest.what})\n`,
    )
    // Fifteen megabytes of format codes may fill the heap of the thread, which is what its limit is for; nothing else may.
    const costly = (outcomes.too_costly ?? []).map(({ what }) => what)
    expect(costly.filter((what) => !what.startsWith('60000 number formats'))).toEqual([])
    expect(heaviest.memoryBytes / MEGABYTE, heaviest.what).toBeLessThan(RSS_ROOM_MEGABYTES)
  }, 480_000)
})

describe('the thread of a file', () => {
  const large = () => folder.save(`a,b\n${'1,2\n'.repeat(300_000)}`)

  test('that takes too much computing time is ended, and the file refused', async () => {
    const limits = { ...defaultLimits, maxCpuMilliseconds: 1 }
    await expect(readAll(await large(), limits)).rejects.toMatchObject({
      code: 'too_costly',
      params: { reason: 'time' },
    })
  }, 120_000)

  test('that takes too much memory is ended, and the file refused', async () => {
    const sharedStrings = many(700_000, (i) => `<si><t>a text of some length ${i}</t></si>`)
    const path = await saveWorkbook(folder.nextPath(), { sharedStrings, rows: '<row/>' })
    const limits = { ...defaultLimits, maxSharedStringBytes: 500 * MEGABYTE, maxHeapMegabytes: 24 }
    await expect(readAll(path, limits)).rejects.toMatchObject({
      code: 'too_costly',
      params: { reason: 'memory' },
    })
  }, 120_000)

  test('ends at once when the caller goes, before the first row and between rows', async () => {
    const path = await large()
    const gone = new Error('the caller has gone')
    const early = new AbortController()
    const reading = readSheet({ path }, defaultLimits, { signal: early.signal }).next()
    early.abort(gone)
    await expect(reading).rejects.toBe(gone)

    const late = new AbortController()
    const seen: number[] = []
    const walk = async () => {
      for await (const { number } of readSheet({ path }, defaultLimits, { signal: late.signal })) {
        seen.push(number)
        if (number === 10) late.abort(gone)
      }
    }
    await expect(walk()).rejects.toBe(gone)
    expect(seen).toHaveLength(10)
  }, 120_000)

  test('delivers the rows before a fault before the fault', async () => {
    const path = await folder.save(`a,b\n${'1,2\n'.repeat(300_000)}3,"4\n`)
    let last = 0
    const walk = async () => {
      for await (const { number } of readSheet({ path })) last = number
    }
    await expect(walk()).rejects.toMatchObject({ code: 'broken_csv', params: { row: 300_002 } })
    expect(last).toBe(300_001)
  }, 120_000)

  test('is one of few: more wait, no key takes what another needs, and who leaves the line takes no place', async () => {
    const path = await large()
    const gone = new AbortController()
    const most = { held: 0, waiting: 0 }
    const watch = setInterval(() => {
      const { held, waiting } = countThreads().whole
      most.held = Math.max(most.held, held)
      most.waiting = Math.max(most.waiting, waiting)
    }, 1)
    const readOf = async (key: string, signal?: AbortSignal) => {
      let last = 0
      const reading = { key, purpose: 'whole' as const }
      for await (const { number } of readSheet({ path }, defaultLimits, {
        reading,
        ...(signal && { signal }),
      }))
        last = number
      return last
    }
    const busy = ['busy', 'busy', 'busy'].map((key) => readOf(key))
    const left = readOf('busy', gone.signal)
    await expect.poll(() => countThreads().whole).toEqual({ held: 1, waiting: 3 })
    gone.abort(new Error('the caller has gone'))
    await expect(left).rejects.toThrow('the caller has gone')
    expect(await readOf('calm')).toBe(300_001)
    expect(await Promise.all(busy)).toEqual([300_001, 300_001, 300_001])
    clearInterval(watch)
    expect(most).toEqual({ held: 2, waiting: 3 })
    expect(countThreads().whole).toEqual({ held: 0, waiting: 0 })
  }, 120_000)

  test('is refused to whoever sends more heads at once than may wait', async () => {
    const path = await large()
    const headOf = async (key: string) => {
      for await (const _row of readSheet({ path }, defaultLimits, { reading: { key, purpose: 'head' } }))
        return 'read'
      return 'empty'
    }
    const heads = await Promise.allSettled(Array.from({ length: 20 }, () => headOf('flood')))
    const refused = heads.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThanOrEqual(11)
    for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(ShareFull)
    expect(countThreads().head).toEqual({ held: 0, waiting: 0 })
  }, 120_000)
})

test('of many small files that are read at the same time, one piece is read in a turn of the loop', async () => {
  const path = await folder.save(`a,b\n${'1,2\n'.repeat(120_000)}`)
  let turn = 0
  let isOver = false
  const count = () => {
    turn++
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  const perTurn = new Map<number, number>()
  const walk = async () => {
    const sheet = await openSheet(path, {}, defaultLimits, { key: '', purpose: 'whole' })
    for await (const _rows of sheet.rows) perTurn.set(turn, (perTurn.get(turn) ?? 0) + 1)
    await sheet.close()
  }
  await Promise.all(Array.from({ length: 12 }, walk))
  isOver = true
  const pieces = [...perTurn.values()]
  expect(pieces.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(12 * 8)
  // The last word of a file has no bytes to read, so it may fall into the turn of another's piece.
  expect(Math.max(...pieces)).toBeLessThanOrEqual(3)
}, 120_000)
