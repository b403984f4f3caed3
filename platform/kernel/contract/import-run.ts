import { Id, Instant } from '@lumbung/contract'
import { z } from 'zod'
import { ImportMapping, ImportOrder, ImportReading } from './import-mapping.ts'

/**
 * Bulk import of any command that declares `carriers.import`: one row of a CSV or XLSX file is one input of the
 * command. A run goes uploaded → validating → ready → applying → applied (→ undoing → undone); one of whose rows none
 * can be applied is `needs_mending` after the check, a file that breaks off further down is `refused`, a run whose person
 * lost the right to it is `paused`.
 */
export const ImportState = z.enum([
  'uploaded',
  'validating',
  'ready',
  'needs_mending',
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
 * `valid` waits to be applied; `left_out` sums up other rows, or was left out by the person; `failed` was refused by the
 * command; `not_reversed` is applied still, because its reversal was refused.
 */
export const ImportRowStatus = z.enum([
  'valid',
  'invalid',
  'left_out',
  'applied',
  'failed',
  'reversed',
  'not_reversed',
])
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

/** A value as the API takes it, with its words in the caller's language. */
export const ImportValue = z.object({ value: z.string().max(500), label: z.string().max(500) })
export type ImportValue = z.infer<typeof ImportValue>

export const ImportField = z.object({
  name: z.string().max(120),
  label: z.string().max(200),
  required: z.boolean(),
  type: ImportFieldType,
  unit: z.string().max(40).nullable(),
  /**
   * The values that it takes: of a choice all, of a name of a record (`names`) those that the person reaches. Null where
   * there is no list, or it is longer than 200.
   */
  choices: z.array(ImportValue).max(200).nullable(),
  /** The kind of record whose code or name a cell holds; null where it names none. */
  names: z.string().max(120).nullable(),
  /** What must be known to fill it in. */
  help: z.string().max(500).nullable(),
})

/**
 * Another run of the same bytes into the same command: the one that was applied, else the latest. Where some of its rows
 * have had their effect, applying this one asks first (`again`).
 */
export const SameFile = z.object({ id: Id, state: ImportState, at: Instant, appliedRows: z.int() })

/**
 * A text of the file that is no value of its field: the person says what it means by `mapping.values`. What it can mean
 * stands in the field's `choices`.
 */
const UnknownValue = z.object({
  field: z.string().max(120),
  text: z.string().max(500),
  rows: z.int(),
  firstRow: z.int(),
  /** The likeliest value, where one is near. */
  suggestion: z.string().max(500).nullable(),
})

/** Rows of the file that are not applied and are no faults. */
const LeftOut = z.object({
  /** Lines that sum up others; `mapping.leaveOutTotals: false` brings them back. */
  totals: z.int(),
  /** Nothing stands in any of their mapped cells. */
  blank: z.int(),
  /** By a value that the person mapped to nothing. */
  chosen: z.int(),
  /** Applied already by an earlier run of the same file (`again: 'rest'`). */
  alreadyApplied: z.int(),
})

/** In which order the rows are applied, and how their dates stand in the file. */
const RowOrder = z.object({
  by: ImportOrder,
  found: z.enum(['oldest_first', 'newest_first', 'mixed', 'undated']),
})

const Counts = z.object({
  total: z.int(),
  valid: z.int(),
  /** Refused by the check. */
  invalid: z.int(),
  /** Neither valid nor invalid: totals and what the person left out. */
  leftOut: z.int(),
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
    /** How the file was read; null for a file uploaded before this was kept. */
    reading: ImportReading.nullable(),
    columns: z.array(ImportColumn).max(200),
    fields: z.array(ImportField).max(200),
    mapping: ImportMapping.nullable(),
    suggestedMapping: ImportMapping,
    alreadyImported: SameFile.nullable(),
    /** Of the last check, the most frequent first. */
    unknownValues: z.array(UnknownValue).max(200),
    leftOut: LeftOut,
    /** Null before the first check. */
    order: RowOrder.nullable(),
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
