import { createWriteStream } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { QueryOperation } from '@lumbung/contract'
import {
  applyImport,
  createExport,
  createImport,
  type ImportMapping,
  type ImportReadingChoice,
  type ImportRun,
  listImportRows,
  mapImport,
  readImport,
} from '@lumbung/kernel/contract'
import { clientOf, findOperation, readable, readFields } from './remote.ts'
import { expected } from './session-file.ts'

const POLL_MILLISECONDS = 500
const MOST_SHOWN_ERRORS = 20
const say = (line: string) => process.stdout.write(`${line}\n`)

export interface ImportOptions {
  mapping?: string
  value: string[]
  order?: 'file' | 'date'
  keepTotals?: boolean
  sheet?: string
  headerRow?: string
  encoding?: NonNullable<ImportReadingChoice['encoding']>
  delimiter?: string
  apply?: boolean
  again?: 'all' | 'rest'
  profile: string
}

function readingOf({
  sheet,
  headerRow,
  encoding,
  delimiter,
}: ImportOptions): ImportReadingChoice | undefined {
  if (headerRow !== undefined && !/^[1-9]\d{0,6}$/.test(headerRow)) throw expected(`"${headerRow}" is no row`)
  const choice = {
    ...(sheet === undefined ? {} : { sheet }),
    ...(headerRow === undefined ? {} : { headerRow: Number(headerRow) }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter: delimiter === 'tab' ? '\t' : delimiter }),
  }
  return Object.keys(choice).length === 0 ? undefined : choice
}

type Values = NonNullable<ImportMapping['values']>

/** `type:Keluar=OUT`; nothing behind the sign leaves the rows out. */
function valuesOf(given: readonly string[]): Values | undefined {
  if (given.length === 0) return undefined
  const values: Values = {}
  for (const one of given) {
    const match = /^([^:]+):(.+)=([^=]*)$/s.exec(one)
    if (!match) throw expected(`"${one}" is not field:text=value`)
    const [, field = '', text = '', value = ''] = match
    values[field] = { ...values[field], [text]: value === '' ? null : value }
  }
  return values
}

function mergedValues(before: Values | undefined, given: Values): Values {
  const merged: Values = { ...before }
  for (const [field, meanings] of Object.entries(given)) merged[field] = { ...merged[field], ...meanings }
  return merged
}

/** Uploads a file, checks every row, and applies the valid ones when asked; says what failed and where. */
export async function importFile(operation: string, file: string, options: ImportOptions): Promise<void> {
  findOperation(operation)
  const reading = readingOf(options)
  const values = valuesOf(options.value)
  const client = await clientOf(options.profile)
  const content = new Blob([await readFile(file)])
  const created = await readable(() =>
    client.upload(
      createImport,
      { name: basename(file), blob: content },
      { operation, ...(reading ? { reading: JSON.stringify(reading) } : {}) },
    ),
  )
  say(`Import ${created.id}: ${created.columns.length} columns`)
  if (created.alreadyImported) say('  The same file was imported before.')
  const chosen: ImportMapping = options.mapping ? JSON.parse(options.mapping) : created.suggestedMapping
  const mapping: ImportMapping = {
    ...chosen,
    ...(values ? { values: mergedValues(chosen.values, values) } : {}),
    ...(options.order ? { order: options.order } : {}),
    // Said by this run's option alone: what an earlier run chose is remembered, and no option could take it back.
    leaveOutTotals: !options.keepTotals,
  }
  let run: ImportRun = await readable(() => client.call(mapImport, { id: created.id, ...mapping }))
  run = await waitWhile(client, run, ['uploaded', 'validating'])
  if (run.state === 'refused') throw expected(run.problem?.message ?? 'the file was refused')
  say(`Checked: ${run.counts.valid} rows are right, ${run.counts.invalid} are not.`)
  sayWhatElse(run)
  await sayRowErrors(client, run, 'invalid')
  if (!options.apply) {
    say('Nothing was applied; add --apply to apply the rows that are right.')
    return
  }
  run = await readable(() =>
    client.call(applyImport, {
      id: run.id,
      skipInvalid: true,
      ...(options.again ? { again: options.again } : {}),
    }),
  )
  run = await waitWhile(client, run, ['applying'])
  if (run.state === 'paused') throw expected(run.problem?.message ?? 'the import paused')
  say(`Applied ${run.counts.applied}, refused ${run.counts.failed}, left out ${run.counts.skipped}.`)
  await sayRowErrors(client, run, 'failed')
  if (run.counts.failed > 0) process.exitCode = 1
}

/** What the check found beside faults of rows. */
function sayWhatElse({ order, leftOut, unknownValues }: ImportRun): void {
  if (order?.by === 'date')
    say('  The rows are applied in the order of their dates; --order file keeps that of the file.')
  const { totals, blank, chosen } = leftOut
  if (totals > 0) say(`  ${totals} lines that sum up others are left out; --keep-totals takes them as rows.`)
  if (blank > 0) say(`  ${blank} rows have nothing in the columns that are used.`)
  if (chosen > 0) say(`  ${chosen} rows are left out by --value.`)
  for (const { field, text, rows, suggestion } of unknownValues) {
    say(`  "${text}" in ${rows} rows: --value '${field}:${text}=${suggestion ?? '…'}'`)
  }
}

type Client = Awaited<ReturnType<typeof clientOf>>

async function waitWhile(client: Client, run: ImportRun, states: ImportRun['state'][]): Promise<ImportRun> {
  let current = run
  while (states.includes(current.state)) {
    await sleep(POLL_MILLISECONDS)
    current = await readable(() => client.call(readImport, { id: run.id }))
    if (process.stderr.isTTY)
      process.stderr.write(`\r${current.state} ${current.progress.done}/${current.progress.total ?? '?'}   `)
  }
  if (process.stderr.isTTY) process.stderr.write('\n')
  return current
}

async function sayRowErrors(client: Client, run: ImportRun, status: 'invalid' | 'failed'): Promise<void> {
  if (run.counts[status] === 0) return
  const rows = await readable(() =>
    client.call(listImportRows, { id: run.id, status, limit: MOST_SHOWN_ERRORS }),
  )
  for (const row of rows.data) {
    const messages = Object.entries(row.errors).map(([field, texts]) =>
      field === '_' ? texts.join(' ') : `${field}: ${texts.join(' ')}`,
    )
    say(`  row ${row.number}: ${messages.join('; ')}`)
  }
  if (run.counts[status] > rows.data.length) say(`  … and ${run.counts[status] - rows.data.length} more`)
}

/** Writes exactly the rows that the list would show with these filters, or the file that the operation answers itself. */
export async function exportFile(
  operation: string,
  fields: string[],
  options: { out: string; profile: string },
): Promise<void> {
  const format = extname(options.out).slice(1).toLowerCase()
  if (format !== 'csv' && format !== 'xlsx') throw expected('the file must end in .csv or .xlsx')
  const target = findOperation(operation)
  const input = readFields(target, fields)
  const client = await clientOf(options.profile)
  const response = await readable(() =>
    target.answer === 'file'
      ? client.download(target as QueryOperation, { ...input, format })
      : client.download(createExport, { operation, input, format }),
  )
  if (!response.body) throw new Error('the server answered no body')
  // Under its own name only when it is whole: half a book looks like a book.
  const part = `${options.out}.part`
  try {
    const bytes = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0])
    await pipeline(bytes, createWriteStream(part, { flush: true }))
    await rename(part, options.out)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
  say(`Wrote ${options.out}`)
}
