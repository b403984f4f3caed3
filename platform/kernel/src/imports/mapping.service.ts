import { raise } from '@lumbung/contract'
import type { z } from 'zod'
import { ImportMapping, ImportReadingChoice } from '../../contract/imports.ts'
import { invalidInput } from '../../contract/problems.ts'
import type { CommandCtx } from '../operation/ctx.ts'
import { parseSchema } from '../operation/parse-input.ts'
import type { ImportTarget } from './import-access.ts'
import { remember } from './import-memory.store.ts'
import { type ImportRunRow, updateRun } from './import-run.store.ts'
import { fieldsOf } from './importable-fields.ts'
import { VALIDATE_JOB } from './job-names.ts'
import { shapeOf } from './remembered-mapping.ts'
import type { RowFaults } from './row-input.ts'
import { isStorable, quotable } from './words.ts'

const HIDDEN_SIGN = { code: 'field.hidden_sign' }

/** Takes a run to `validating` under a new version of its mapping; whatever was checked before is forgotten. */
export async function beginValidation(
  ctx: CommandCtx,
  run: Pick<ImportRunRow, 'id' | 'operation' | 'columns' | 'mappingVersion'>,
  mapping: ImportMapping,
): Promise<void> {
  const mappingVersion = run.mappingVersion + 1
  await remember(ctx.tx, run.operation, shapeOf(run.columns), mapping)
  await updateRun(ctx.tx, run.id, {
    state: 'validating',
    mapping,
    mappingVersion,
    rowsValid: 0,
    rowsInvalid: 0,
    position: 0,
    passBegins: { rows: null, done: 0 },
    errorKinds: [],
    unknownValues: [],
    leftOut: {},
    rowOrder: null,
    problem: null,
  })
  // The rows are judged as far as this person reaches.
  await ctx.enqueue(VALIDATE_JOB, { importId: run.id, mappingVersion, personId: ctx.actor.userId })
}

/** A mapping sent as a text field of the upload. */
export function parseMapping(text: string): ImportMapping {
  return parseField('mapping', text, ImportMapping)
}

/** How to read the file, sent as a text field of the upload. */
export function parseReading(text: string): ImportReadingChoice {
  return parseField('reading', text, ImportReadingChoice)
}

function parseField<S extends z.ZodType>(field: string, text: string, schema: S): z.output<S> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const fields = { [field]: [{ code: 'field.json' }] }
    throw raise(invalidInput, {}, { fields, cause: error })
  }
  const parsed = parseSchema(schema, value)
  if ('data' in parsed) return parsed.data
  const fields = Object.entries(parsed.faults).map(([name, faults]) => [`${field}.${name}`, faults])
  throw raise(invalidInput, {}, { fields: Object.fromEntries(fields) })
}

/** Throws `platform.invalid_input` naming each field that the command does not have, the file does not have, or nobody mapped. */
export function assertMapping(mapping: ImportMapping, { operation }: ImportTarget, width: number): void {
  const known = new Map(fieldsOf(operation.input).map((field) => [field.name, field]))
  const faults: RowFaults = {}
  for (const [name, source] of Object.entries(mapping.columns)) {
    if (!known.has(name)) faults[`columns.${quotable(name)}`] = [{ code: 'field.unknown' }]
    else if ('value' in source && !isStorable(String(source.value))) {
      faults[`columns.${name}`] = [HIDDEN_SIGN]
    } else if ('column' in source && source.column >= width) {
      faults[`columns.${name}`] = [{ code: 'import.column_unknown', params: { columns: width } }]
    }
  }
  for (const [name, meanings] of Object.entries(mapping.values ?? {})) {
    const isKept = Object.entries(meanings)
      .flat()
      .every((text) => text === null || isStorable(text))
    if (!known.has(name)) faults[`values.${quotable(name)}`] = [{ code: 'field.unknown' }]
    else if (!isKept) faults[`values.${name}`] = [HIDDEN_SIGN]
  }
  for (const field of known.values()) {
    if (field.required && !(field.name in mapping.columns)) {
      faults[`columns.${field.name}`] = [{ code: 'import.field_not_mapped' }]
    }
  }
  if (Object.keys(faults).length > 0) throw raise(invalidInput, {}, { fields: faults })
}
