import type { Locale, Operation } from '@lumbung/contract'
import type { z } from 'zod'
import type { ImportMapping, ImportRun, ImportSummary } from '../../contract/imports.ts'
import type { Principal } from '../access/principal.ts'
import type { Services } from '../app/services.ts'
import type { ReadTx } from '../db/tx.ts'
import { findReversal, findTarget } from './import-access.ts'
import { findSameFile, type ImportRunRow } from './import-run.store.ts'
import { fieldsOf, type ImportableField, labelOf } from './importable-fields.ts'
import { findRecords } from './known-records.ts'
import type { KnownValues } from './known-values.ts'
import { type RowFaults, WHOLE_ROW } from './row-input.ts'
import { suggestMapping } from './suggest-mapping.ts'

type Words = { services: Pick<Services, 'texts' | 'catalogue'>; locale: Locale }
type Reader = Words & { tx: ReadTx; principal: Principal }
type Summary = z.infer<typeof ImportSummary>

/** States in which a job is moving the rows. */
const UNDER_WAY = new Set(['validating', 'applying', 'undoing'])
/** A rate over less than this says nothing. */
const SHORTEST_SECONDS = 0.2

const NOTHING_LEFT_OUT = { totals: 0, blank: 0, chosen: 0, alreadyApplied: 0 }

/** Rows that stand among the staged ones and are not applied; blank ones are not even staged. */
function leftOutOf({ leftOut: { totals = 0, chosen = 0, alreadyApplied = 0 } }: ImportRunRow): number {
  return totals + chosen + alreadyApplied
}

export function describeSummary(run: ImportRunRow): Summary {
  return {
    id: run.id,
    operation: run.operation,
    state: run.state,
    file: { name: run.fileName, bytes: Number(run.fileBytes), sha256: run.sha256 },
    createdBy: { id: run.createdBy, name: run.createdByName },
    createdAt: run.createdAt.toISOString(),
    updatedAt: run.updatedAt.toISOString(),
    counts: {
      total: run.rowsValid + run.rowsInvalid,
      valid: run.rowsValid,
      invalid: run.rowsInvalid,
      leftOut: leftOutOf(run),
      applied: run.rowsApplied,
      failed: run.rowsFailed,
      skipped: run.appliedBy === null ? 0 : run.rowsInvalid,
      reversed: run.rowsReversed,
      notReversed: run.rowsNotReversed,
    },
    progress: progressOf(run),
  }
}

export async function describeRun(
  run: ImportRunRow,
  { services, locale, tx, principal }: Reader,
): Promise<ImportRun> {
  const { texts, catalogue } = services
  const target = findTarget(catalogue, run.operation)
  return {
    ...describeSummary(run),
    reading: run.reading,
    columns: run.columns,
    fields: target ? await describeFields(target.operation, { services, locale, tx, principal }) : [],
    mapping: run.mapping,
    suggestedMapping: run.suggestedMapping ?? suggestionFromSamples(run, target?.operation.input),
    alreadyImported: await describeSameFile(tx, run),
    unknownValues: run.unknownValues,
    leftOut: { ...NOTHING_LEFT_OUT, ...run.leftOut },
    order: run.rowOrder,
    reversible: findReversal(catalogue, run.operation) !== undefined,
    problem: run.problem && {
      code: run.problem.code,
      message: texts.say(locale, run.problem.code, run.problem.params),
    },
    errors: run.errorKinds.map(({ field, code, params, rows, firstRow }) => ({
      field: field === WHOLE_ROW ? null : field,
      code,
      message: texts.say(locale, code, params),
      rows,
      firstRow,
    })),
  }
}

/** Of a run that has kept no suggestion: from the few cells of each column that it did keep. */
function suggestionFromSamples({ columns }: ImportRunRow, input: z.ZodObject | undefined): ImportMapping {
  const samplesOf = (column: number) => columns[column]?.samples ?? []
  return suggestMapping(input ? fieldsOf(input) : [], columns, samplesOf)
}

export async function describeSameFile(
  tx: ReadTx,
  run: Parameters<typeof findSameFile>[1],
): Promise<ImportRun['alreadyImported']> {
  const same = await findSameFile(tx, run)
  return same ? { ...same, at: same.at.toISOString() } : null
}

/** Longer lists are searched where the records are kept. */
const MOST_CHOICES = 200

/** The fields of a command, with what they can be, as far as the person reaches. */
export async function describeFields(operation: Operation, reader: Reader): Promise<ImportRun['fields']> {
  const { services, locale, tx, principal } = reader
  const records = await findRecords(tx, services.catalogue, operation, principal, MOST_CHOICES + 1)
  return fieldsOf(operation.input).map((field) => ({
    name: field.name,
    label: labelOf(field, locale),
    required: field.required,
    type: field.type,
    unit: field.unit,
    choices: choicesFor(field, locale, records),
    names: field.names,
    help: field.help?.[locale] ?? null,
  }))
}

function choicesFor(
  { choices, choiceWords, names }: ImportableField,
  locale: Locale,
  records: ReadonlyMap<string, KnownValues>,
): ImportRun['fields'][number]['choices'] {
  if (choices) return choices.map((value) => ({ value, label: choiceWords[value]?.[locale] ?? value }))
  const known = names === null ? undefined : records.get(names)?.values
  if (!known || known.length > MOST_CHOICES) return null
  return known.map(({ value, names: [name = value] }) => ({ value, label: name }))
}

/** Field → sentences in the caller's language. */
export function sayFaults(faults: RowFaults | null, { services, locale }: Words): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(faults ?? {}).map(([field, found]) => [
      field,
      found.map(({ code, params }) => services.texts.say(locale, code, params)),
    ]),
  )
}

function progressOf(run: ImportRunRow): ImportRun['progress'] {
  const total = run.passRows
  const seconds = run.passStartedAt ? (run.updatedAt.getTime() - run.passStartedAt.getTime()) / 1000 : 0
  const rate = seconds < SHORTEST_SECONDS ? null : (run.passDone - run.passDoneBefore) / seconds
  const left = total === null ? null : Math.max(0, total - run.passDone)
  return {
    done: run.passDone,
    total,
    rowsPerSecond: rate === null ? null : Math.round(rate * 10) / 10,
    remainingSeconds: left === null || !rate || !UNDER_WAY.has(run.state) ? null : Math.ceil(left / rate),
  }
}
