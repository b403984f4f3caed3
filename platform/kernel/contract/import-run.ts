import { Id, Instant } from '@lumbung/contract'
import { z } from 'zod'

/**
 * Bulk import of any command that declares `carriers.import`: one row of a CSV or XLSX file is one input of the
 * command. A run goes uploaded → validating → ready → applying → applied (→ undoing → undone); a file that breaks off
 * further down is `refused`, a run whose person lost the right to it is `paused`.
 */
export const ImportState = z.enum([
  'uploaded',
  'validating',
  'ready',
  'refused',
  'applying',
  'paused',
  'applied',
  'undoing',
  'undone',
  'cancelled',
])
export type ImportState = z.infer<typeof ImportState>

/**
 * `valid` waits to be applied; `failed` was refused by the command; `not_reversed` is applied still, because its
 * reversal was refused.
 */
export const ImportRowStatus = z.enum(['valid', 'invalid', 'applied', 'failed', 'reversed', 'not_reversed'])
export type ImportRowStatus = z.infer<typeof ImportRowStatus>

export const ImportFieldType = z.enum(['text', 'number', 'integer', 'boolean', 'choice', 'date', 'datetime'])
export type ImportFieldType = z.infer<typeof ImportFieldType>

export const ImportColumn = z.object({
  /** From 0. */
  index: z.int().min(0),
  header: z.string().max(10_000),
  samples: z.array(z.string().max(200)).max(3),
  /** Another column has the same header: nothing is suggested for it. */
  repeated: z.boolean(),
})
export type ImportColumn = z.infer<typeof ImportColumn>

export const ImportField = z.object({
  name: z.string().max(120),
  label: z.string().max(200),
  required: z.boolean(),
  type: ImportFieldType,
  unit: z.string().max(40).nullable(),
  choices: z.array(z.string().max(200)).max(200).nullable(),
  /** What must be known to fill it in. */
  help: z.string().max(500).nullable(),
})

/** Where a field's value comes from: a column of the file, or the same value in every row. */
const FieldSource = z.union([
  z.strictObject({ column: z.int().min(0).max(16_383) }),
  z.strictObject({ value: z.union([z.string().max(10_000), z.number().min(-1e15).max(1e15), z.boolean()]) }),
])

/**
 * `dateFormat`: how dates like 03/04/2026 are meant; ISO dates are always understood. `decimalComma`: whether
 * numbers are written `1.234,5` or `1,234.5`. Where they are left out, what can be read in two ways is a row error
 * that names both. A date without a time is the start of that day in the tenant's zone.
 */
export const mappingShape = {
  columns: z.record(z.string().min(1).max(120), FieldSource),
  dateFormat: z.enum(['iso', 'd/m/y', 'm/d/y']).optional(),
  decimalComma: z.boolean().optional(),
}
export const ImportMapping = z.strictObject(mappingShape)
export type ImportMapping = z.infer<typeof ImportMapping>

/** Another run of the same bytes into the same command: a warning, not a refusal. The one that was applied, else the latest. */
export const SameFile = z.object({ id: Id, state: ImportState, at: Instant })

const Counts = z.object({
  total: z.int(),
  valid: z.int(),
  invalid: z.int(),
  applied: z.int(),
  failed: z.int(),
  /** Invalid rows that were left out when the others were applied. */
  skipped: z.int(),
  reversed: z.int(),
  notReversed: z.int(),
})

const RunSummary = {
  id: Id,
  operation: z.string().max(120),
  state: ImportState,
  file: z.object({ name: z.string().max(255), bytes: z.int(), sha256: z.string().max(64) }),
  createdBy: z.object({ id: Id, name: z.string().max(120) }),
  createdAt: Instant,
  updatedAt: Instant,
  counts: Counts,
  /** Of the phase under way or just ended; `total` is null until the file has been read once. */
  progress: z.object({
    done: z.int(),
    total: z.int().nullable(),
    rowsPerSecond: z.number().nullable(),
    remainingSeconds: z.int().nullable(),
  }),
}
export const ImportSummary = z.object(RunSummary).meta({ id: 'ImportSummary' })

export const ImportRun = z
  .object({
    ...RunSummary,
    columns: z.array(ImportColumn).max(200),
    fields: z.array(ImportField).max(200),
    mapping: ImportMapping.nullable(),
    suggestedMapping: ImportMapping,
    alreadyImported: SameFile.nullable(),
    reversible: z.boolean(),
    /** Why the file was refused or the run paused. */
    problem: z.object({ code: z.string().max(100), message: z.string().max(2000) }).nullable(),
    /** The kinds of row errors, most frequent first. */
    errors: z
      .array(
        z.object({
          field: z.string().max(200).nullable(),
          code: z.string().max(100),
          message: z.string().max(2000),
          rows: z.int(),
          firstRow: z.int(),
        }),
      )
      .max(50),
  })
  .meta({ id: 'ImportRun' })
export type ImportRun = z.infer<typeof ImportRun>
