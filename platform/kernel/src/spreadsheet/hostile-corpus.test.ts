import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultLimits } from './limits.ts'
import { readSheet, SpreadsheetError } from './read.ts'
import { makeFolder, readAll, saveWorkbook, type WorkbookParts } from './workbook.fixture.ts'

const MEGABYTE = 1024 * 1024
const RSS_ROOM_MEGABYTES = 400

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

type Hostile = [what: string, make: () => Promise<string>]

const csv = (what: string, make: () => string | Buffer): Hostile => [what, async () => folder.save(make())]
const xlsx = (what: string, make: () => WorkbookParts): Hostile => [
  what,
  async () => saveWorkbook(folder.nextPath(), make()),
]
const table = 'type,location,amount\nIN,SITE1,1\n'
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('')
const stylesOf = (count: number, code: string) =>
  `<numFmts>${many(count, (i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`)}</numFmts><cellXfs>${many(count, (i) => `<xf numFmtId="${164 + i}"/>`)}</cellXfs>`
const styledRow = (count: number) => many(count, (i) => `<row><c s="${i}"><v>1</v></c></row>`)
const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`

/** Each kind in the sizes at which a reader changes its way: in place, in a thread, and at the limit of uploads. */
const sizes = [1_000, 20_000, 60_000, 600_000]
const lines = {
  '\\n': '\n',
  '\\r': '\r',
  '\\r\\n': '\r\n',
  ',\\n': ',\n',
  '""\\n': '""\n',
  ' \\n': ' \n',
  ',': ',',
  ';': ';',
  '"': '"',
  '"\\n': '"\n',
  '\\t\\n': '\t\n',
}

const corpus: Hostile[] = [
  ...Object.entries(lines).flatMap(([name, line]) =>
    sizes.map((bytes) => csv(`${bytes} bytes of ${name}`, () => table + line.repeat(bytes / line.length))),
  ),
  ...['\n', '\r', '\r\n'].map((line) =>
    csv(`48 MB of ${JSON.stringify(line)}`, () => table + line.repeat((48 * MEGABYTE) / line.length)),
  ),
  ...sizes.map((bytes) =>
    csv(`a quote that swallows ${bytes} bytes`, () => `${table}"${'x\n'.repeat(bytes / 2)}`),
  ),
  ...sizes.map((bytes) => csv(`one cell of ${bytes} bytes`, () => table + 'x'.repeat(bytes))),
  ...sizes.map((bytes) => csv(`${bytes} bytes of no text`, () => Buffer.alloc(bytes, 0xff))),
  ...sizes.map((bytes) =>
    csv(`${bytes} zeros`, () => Buffer.concat([Buffer.from(table), Buffer.alloc(bytes)])),
  ),
  ...sizes.map((bytes) =>
    csv(`${bytes} bytes of cut letters`, () =>
      Buffer.concat([Buffer.from(table), Buffer.alloc(bytes, 0xe2)]),
    ),
  ),
  ...sizes.map((bytes) =>
    csv(`${bytes} bytes of high surrogates`, () =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(bytes, 0xd8)]),
    ),
  ),
  ...[100, 20_000, 60_000].flatMap((count) => [
    xlsx(`${count} number formats of quotes`, () => ({
      styles: stylesOf(count, '&quot;'.repeat(250)),
      rows: styledRow(count),
    })),
    xlsx(`${count} number formats of [$-`, () => ({
      styles: stylesOf(count, '[$-'.repeat(85)),
      rows: styledRow(count),
    })),
    xlsx(`${count} number formats of digits`, () => ({
      styles: stylesOf(count, '0.#?,%'.repeat(42)),
      rows: styledRow(count),
    })),
    xlsx(`${count} empty rows`, () => ({ rows: '<row/>'.repeat(count) })),
    xlsx(`${count} cells in one row`, () => ({ rows: `<row>${'<c><v>1</v></c>'.repeat(count)}</row>` })),
    xlsx(`${count} shared texts`, () => ({
      sharedStrings: '<si><t>x</t></si>'.repeat(count),
      rows: '<row><c t="s"><v>0</v></c></row>',
    })),
    xlsx(`${count} merged ranges`, () => ({
      rows: `<?xml version="1.0"?><worksheet><sheetData>${styledRow(count)}</sheetData><mergeCells>${many(count, (i) => `<mergeCell ref="A${i + 1}:A1048576"/>`)}</mergeCells></worksheet>`,
    })),
    xlsx(`${count} sheets`, () => ({
      sheets: many(count, (i) => `<sheet name="S${i}" sheetId="${i}" r:id="rId1"/>`),
    })),
    xlsx(`elements nested ${count} deep`, () => ({ rows: nested(count) })),
    xlsx(`${count} attributes`, () => ({ rows: `<row ${many(count, (i) => ` a${i}=""`)}/>` })),
  ]),
  xlsx('a bomb of zeros', () => ({ rows: '0'.repeat(40 * MEGABYTE) })),
  xlsx('entities that multiply', () => ({
    rows: `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10_000)}">]><worksheet>&b;</worksheet>`,
  })),
  xlsx('a dimension that lies', () => ({
    rows: '<?xml version="1.0"?><worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>',
  })),
  xlsx('a number of a million digits', () => ({
    rows: `<row><c><v>${'9'.repeat(MEGABYTE / 2)}</v></c></row>`,
  })),
  xlsx('a number with a huge exponent', () => ({
    styles: stylesOf(1, '0.0'),
    rows: '<row><c s="0"><v>1E308</v></c></row>',
  })),
]

describe('a corpus of hostile files', () => {
  test('has more than a hundred', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(100)
  })

  test('each is read or refused, while others have their turns and memory stays bounded', async () => {
    const outcomes = new Map<string, number>()
    let worst = { what: '', milliseconds: 0 }
    let most = 0
    for (const [what, make] of corpus) {
      const path = await make()
      // What making the file took is not the reader's.
      const before = process.memoryUsage().rss
      const delay = monitorEventLoopDelay({ resolution: 5 })
      let turns = 0
      const other = setInterval(() => {
        turns++
        most = Math.max(most, process.memoryUsage().rss - before)
      }, 5)
      delay.enable()
      let batches = 0
      let outcome = 'read'
      try {
        for await (const row of readSheet({ path })) {
          if (row.number % 5_000 === 0) {
            batches++
            await new Promise((resolve) => setTimeout(resolve, 5))
          }
        }
      } catch (error) {
        expect(error, what).toBeInstanceOf(SpreadsheetError)
        outcome = (error as SpreadsheetError).code
      }
      delay.disable()
      clearInterval(other)
      // Whoever waits beside the reader is served at least as often as the reader itself lets go.
      expect(turns, what).toBeGreaterThanOrEqual(Math.floor(batches / 2))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      if (delay.max / 1e6 > worst.milliseconds) worst = { what, milliseconds: delay.max / 1e6 }
    }
    process.stdout.write(
      `${corpus.length} hostile files: ${JSON.stringify(Object.fromEntries(outcomes))}; longest delay of the event loop ` +
        `${worst.milliseconds.toFixed(0)} ms (${worst.what}); ${(most / MEGABYTE).toFixed(0)} MB more memory\n`,
    )
    expect(most / MEGABYTE).toBeLessThan(RSS_ROOM_MEGABYTES)
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
})
