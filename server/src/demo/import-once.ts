import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '@lumbung/client'
import type { OutputOf } from '@lumbung/contract'
import { encodeImportFile, type ImportFile } from '@lumbung/fuel/seed'
import {
  applyImport,
  createImport,
  type ImportRun,
  type ImportState,
  listImportRows,
  listImports,
  mapImport,
  readImport,
} from '@lumbung/kernel/contract'

type ImportSummary = OutputOf<typeof listImports>['data'][number]

const POLL_MILLISECONDS = 250
const MOST_SHOWN_FAULTS = 5
/** A run in one of these brought nothing in and never will. */
const WITHOUT_EFFECT: readonly ImportState[] = ['refused', 'needs_mending', 'cancelled', 'undone']

/**
 * Brings a file in as a person does: upload, take the suggested columns, let every row be checked, apply. A file of
 * this name that was brought in before is left as it is, and one that was interrupted is gone on with. Throws unless
 * every row was applied.
 */
export async function importOnce(client: Client, file: ImportFile): Promise<ImportRun> {
  let run = (await findImport(client, file)) ?? (await upload(client, file))
  run = await waitWhile(client, run, ['validating'])
  if (run.state === 'ready' || run.state === 'paused') {
    await assertNoFaults(client, run, 'invalid', run.counts.invalid)
    run = await client.call(applyImport, { id: run.id })
  }
  run = await waitWhile(client, run, ['applying'])
  if (run.state !== 'applied') throw new Error(`${file.name} is ${run.state}: ${run.problem?.message ?? ''}`)
  await assertNoFaults(client, run, 'failed', run.counts.failed)
  return run
}

/** The names of the files that were brought in through an operation, newest first. */
export async function listImportedNames(client: Client, operation: string): Promise<string[]> {
  const { data } = await client.call(listImports, { operation, limit: 200 })
  return data.filter(({ state }) => !WITHOUT_EFFECT.includes(state)).map(({ file }) => file.name)
}

/** The run that brought this file in, whole; undefined where there is none, or it is not at its end. */
export async function findApplied(client: Client, file: ImportFile): Promise<ImportSummary | undefined> {
  const known = await findNamed(client, file)
  return known?.state === 'applied' && known.counts.failed === 0 ? known : undefined
}

async function findImport(client: Client, file: ImportFile): Promise<ImportRun | undefined> {
  const known = await findNamed(client, file)
  // Of one that was only uploaded the mapping was never sent; it is simply uploaded again.
  if (!known || known.state === 'uploaded') return undefined
  return await client.call(readImport, { id: known.id })
}

async function findNamed(
  client: Client,
  { operation, name }: ImportFile,
): Promise<ImportSummary | undefined> {
  const { data } = await client.call(listImports, { operation, limit: 200 })
  return data.find((run) => run.file.name === name && !WITHOUT_EFFECT.includes(run.state))
}

async function upload(client: Client, file: ImportFile): Promise<ImportRun> {
  const bytes = await encodeImportFile(file)
  const { id, suggestedMapping, columns } = await client.upload(
    createImport,
    { blob: new Blob([new Uint8Array(bytes)], { type: 'text/csv' }), name: file.name },
    { operation: file.operation },
  )
  const mapped = Object.values(suggestedMapping.columns)
  const unmapped = columns.filter(
    ({ index }) => !mapped.some((source) => 'column' in source && source.column === index),
  )
  if (unmapped.length > 0) {
    const headers = unmapped.map(({ header }) => header).join(', ')
    throw new Error(`${file.name}: no field was suggested for ${headers}`)
  }
  return await client.call(mapImport, { id, ...suggestedMapping })
}

async function waitWhile(client: Client, run: ImportRun, states: ImportState[]): Promise<ImportRun> {
  let current = run
  while (states.includes(current.state)) {
    await sleep(POLL_MILLISECONDS)
    current = await client.call(readImport, { id: run.id })
  }
  return current
}

async function assertNoFaults(
  client: Client,
  run: ImportRun,
  status: 'invalid' | 'failed',
  count: number,
): Promise<void> {
  if (count === 0) return
  const { data } = await client.call(listImportRows, { id: run.id, status, limit: MOST_SHOWN_FAULTS })
  const rows = data.map(({ number, errors }) => `  row ${number}: ${JSON.stringify(errors)}`)
  throw new Error(`${run.file.name}: ${count} rows are ${status}\n${rows.join('\n')}`)
}
