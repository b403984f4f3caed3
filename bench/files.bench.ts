import { setTimeout as sleep } from 'node:timers/promises'
import { createSite, exportStockHistory, recordStockIn } from '@lumbung/fuel/contract'
import { applyImport, createImport, type ImportRun, mapImport, readImport } from '@lumbung/kernel/contract'
import { getLedgerSetting, updateLedgerSetting } from '@lumbung/ledger/contract'
import type { Figure } from './figure.ts'
import { type Person, personAt } from './person.ts'
import { BIG } from './reading.bench.ts'
import { ADMINISTRATOR, type BenchServer, startServer } from './server.ts'

const PORT = 8_474
const MEGABYTE = 2 ** 20
const MOST_GROWTH = 150
const IMPORT_ROWS = Number(process.env.BENCH_IMPORT_ROWS ?? 100_000)
const IMPORT_SITES = 10

/** Memory while large files go out. */
export async function benchExport(folder: string): Promise<Figure[]> {
  const server = await startServer({ folder, port: PORT })
  try {
    const admin = await personAt(PORT, ADMINISTRATOR)
    const startDate = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10)
    return [
      await exportFigure(server, admin, 'CSV of 1,000,000 rows', { format: 'csv', location: BIG.code }),
      await exportFigure(server, admin, 'XLSX of 200,000 rows', {
        format: 'xlsx',
        location: BIG.code,
        startDate,
      }),
    ]
  } finally {
    await server.stop()
  }
}

async function exportFigure(
  server: BenchServer,
  admin: Person,
  what: string,
  input: { format: 'csv' | 'xlsx'; location: string; startDate?: string },
): Promise<Figure> {
  const began = performance.now()
  const { growth, value: bytes } = await watchMemory(server, async () => {
    const response = await admin.client.download(exportStockHistory, input)
    let received = 0
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) received += chunk.length
    return received
  })
  const seconds = (performance.now() - began) / 1_000
  return memoryFigure(
    `export: ${what}`,
    growth,
    `${(bytes / MEGABYTE).toFixed(1)} MB in ${seconds.toFixed(1)} s`,
  )
}

/** A file of 100,000 movements: checked, half applied, killed, resumed by the next process, every row once. */
export async function benchImport(folder: string): Promise<Figure[]> {
  let server = await startServer({ folder, port: PORT })
  try {
    const admin = await personAt(PORT, ADMINISTRATOR)
    for (let index = 0; index < IMPORT_SITES; index += 1) {
      await admin.client.call(createSite, { code: `IMP-${index}`, name: `Import ${index}` })
      await admin.client.call(recordStockIn, { location: `IMP-${index}`, amount: 100_000_000 })
    }
    const { growth, value } = await watchMemory(server, () => importOnce(admin, 'straight'))
    const rate = IMPORT_ROWS / value.applySeconds
    const log = await benchLog(admin)
    const killed = await importAcrossKill(server, admin)
    server = killed.server
    return [
      {
        what: `import of ${IMPORT_ROWS.toLocaleString('en')} rows`,
        ratio: null,
        target: '≥ 1,500 rows/s',
        reached: rate >= 1_500,
        detail: `${Math.round(rate)} rows/s applying, ${Math.round(IMPORT_ROWS / value.checkSeconds)} rows/s checking`,
      },
      memoryFigure('import: memory', growth, ''),
      ...log,
      {
        what: 'import killed half way and resumed',
        ratio: null,
        target: 'no row twice or missing',
        reached: killed.applied === IMPORT_ROWS && killed.failed === 0,
        detail: `killed at ${killed.at}, in the end ${killed.applied} applied, ${killed.failed} refused`,
      },
    ]
  } finally {
    await server.stop()
  }
}

const LOG_ROWS = 35_454
const LOG_SITES = 170
const LOG_RATE = 800

/** A log of many sites, the newest line first as a form writes it: when it is good, and when no row can be recorded. */
async function benchLog(admin: Person): Promise<Figure[]> {
  for (let index = 0; index < LOG_SITES; index += 1) {
    await admin.client.call(createSite, { code: `LOG-${index}`, name: `Log ${index}` })
  }
  const good = await timed(async () => {
    const run = await checkFile(admin, logLines(1), 'good log')
    await admin.client.call(applyImport, { id: run.id, skipInvalid: false })
    return await waitFor(admin, run.id, (state) => state !== 'applying')
  })
  const refused = await timed(() => checkFile(admin, logLines(9_000_000), 'refused log'))
  // Right when they were checked, closed when they are applied.
  const closed = await checkFile(admin, logLines(1), 'closed log')
  const { version, backdateLimitDays } = await admin.client.call(getLedgerSetting, {})
  const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
  await admin.client.call(
    updateLedgerSetting,
    { closedThrough: yesterday, backdateLimitDays },
    { ifMatch: version },
  )
  const late = await timed(async () => {
    await admin.client.call(applyImport, { id: closed.id, skipInvalid: false, again: 'all' })
    return await waitFor(admin, closed.id, (state) => state !== 'applying')
  })
  return [
    rateFigure('a log of 170 sites, newest first: checked and applied', good, (run) => run.counts.applied),
    rateFigure('the same, every row refused by the check', refused, (run) => run.counts.invalid),
    rateFigure('the same, every row refused while applying', late, (run) => run.counts.failed),
  ]
}

/** Each site receives first and then uses `factor` times what it may. */
function logLines(factor: number): string {
  const lines = ['Tanggal,Jenis,Lokasi,Jumlah']
  for (let row = LOG_ROWS - 1; row >= 0; row -= 1) {
    const at = new Date(Date.now() - 20 * 86_400_000 + row * 30_000).toISOString()
    const isFirst = row < LOG_SITES && factor === 1
    lines.push(`${at},${isFirst ? 'Masuk' : 'Keluar'},Log ${row % LOG_SITES},${isFirst ? 100_000 : factor}`)
  }
  return lines.join('\n')
}

async function checkFile(admin: Person, content: string, name: string): Promise<ImportRun> {
  const file = { blob: new Blob([content]), name: `${name}.csv` }
  const created = await admin.client.upload(createImport, file, { operation: 'fuel.stock.record' })
  await admin.client.call(mapImport, { id: created.id, ...created.suggestedMapping })
  return await waitFor(admin, created.id, (state) => state !== 'validating')
}

async function timed(work: () => Promise<ImportRun>): Promise<{ run: ImportRun; seconds: number }> {
  const began = performance.now()
  const run = await work()
  return { run, seconds: (performance.now() - began) / 1_000 }
}

function rateFigure(
  what: string,
  { run, seconds }: { run: ImportRun; seconds: number },
  countOf: (run: ImportRun) => number,
): Figure {
  const rate = Math.round(LOG_ROWS / seconds)
  const counted = countOf(run)
  return {
    what,
    ratio: null,
    target: `≥ ${LOG_RATE} rows/s`,
    reached: rate >= LOG_RATE && counted === LOG_ROWS,
    detail: `${rate} rows/s, ${counted} of ${LOG_ROWS} rows`,
  }
}

async function importOnce(admin: Person, name: string) {
  const checked = await uploadAndCheck(admin, name)
  const began = performance.now()
  await admin.client.call(applyImport, { id: checked.run.id, skipInvalid: false })
  const run = await waitFor(admin, checked.run.id, (state) => state !== 'applying')
  if (run.state !== 'applied' || run.counts.applied !== IMPORT_ROWS)
    throw new Error(`import ended ${JSON.stringify(run.counts)}`)
  return { checkSeconds: checked.seconds, applySeconds: (performance.now() - began) / 1_000 }
}

async function importAcrossKill(first: BenchServer, admin: Person) {
  const { run } = await uploadAndCheck(admin, 'killed')
  await admin.client.call(applyImport, { id: run.id, skipInvalid: false })
  const half = await waitFor(
    admin,
    run.id,
    (state, applied) => state !== 'applying' || applied > IMPORT_ROWS * 0.4,
  )
  await first.kill('SIGKILL')
  const server = await startServer({ folder: first.folder, port: PORT })
  const again = await personAt(PORT, ADMINISTRATOR)
  const done = await waitFor(again, run.id, (state) => state === 'applied')
  return { server, at: half.counts.applied, applied: done.counts.applied, failed: done.counts.failed }
}

async function uploadAndCheck(admin: Person, name: string): Promise<{ run: ImportRun; seconds: number }> {
  const lines = ['type,location,amount,notes']
  for (let row = 0; row < IMPORT_ROWS; row += 1) {
    lines.push(
      `${Math.floor(row / IMPORT_SITES) % 2 === 0 ? 'IN' : 'OUT'},IMP-${row % IMPORT_SITES},${(row % 900) + 1}.25,${name} ${row}`,
    )
  }
  const file = { blob: new Blob([lines.join('\n')]), name: `${name}.csv` }
  const began = performance.now()
  const created = await admin.client.upload(createImport, file, { operation: 'fuel.stock.record' })
  await admin.client.call(mapImport, { id: created.id, ...created.suggestedMapping })
  const run = await waitFor(admin, created.id, (state) => state !== 'validating')
  if (run.counts.valid !== IMPORT_ROWS) throw new Error(`only ${run.counts.valid} rows were found right`)
  return { run, seconds: (performance.now() - began) / 1_000 }
}

async function waitFor(
  admin: Person,
  id: string,
  isDone: (state: ImportRun['state'], applied: number) => boolean,
): Promise<ImportRun> {
  for (;;) {
    const run = await admin.client.call(readImport, { id })
    if (isDone(run.state, run.counts.applied)) return run
    await sleep(200)
  }
}

async function watchMemory<T>(
  server: BenchServer,
  work: () => Promise<T>,
): Promise<{ growth: number; value: T }> {
  const before = server.memory()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, server.memory())
  }, 50)
  try {
    return { value: await work(), growth: (most - before) / MEGABYTE }
  } finally {
    clearInterval(timer)
  }
}

function memoryFigure(what: string, growth: number, detail: string): Figure {
  return {
    what,
    ratio: null,
    target: `memory + < ${MOST_GROWTH} MB`,
    reached: growth < MOST_GROWTH,
    detail: `+ ${growth.toFixed(0)} MB ${detail}`,
  }
}
