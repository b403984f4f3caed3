import { type CommandOperation, recordOf } from '@lumbung/contract'
import { newId } from '../ids.ts'
import { statusOf } from '../operation/answer.ts'
import type { AuditRecord } from '../operation/recorder.ts'
import { bounded, type Changes, changesBetween } from './changes.ts'
import type { KnownRecords } from './known-records.ts'

export interface Done {
  operation: CommandOperation
  actorId: string
  input: unknown
  output: unknown
  /** The import of whose rows this is one. */
  source: { id: string; name: string } | null
}

/** Under this field an entry of an import's row names the file that it came from. */
export const SOURCE_FIELD = 'importedFrom'

/**
 * What a command wants recorded, made whole: one entry at least, each with the fields that name its record and no larger
 * than a row may be. What the handler did not say is taken from what the command answered.
 */
export function completeAudits(
  audits: readonly AuditRecord[],
  done: Done,
  records: KnownRecords,
): AuditRecord[] {
  const own = recordOf(done.operation)
  const answer = fieldsOf(done.output)
  const all = audits.length > 0 ? audits : [plainAudit(done, own, answer, records)]
  return all.map((audit) => {
    const isAnswered =
      audit.resourceType === own && (answer.id === undefined || answer.id === audit.resourceId)
    const names = isAnswered ? pick(answer, records.get(audit.resourceType)?.nameFields ?? []) : {}
    const source: Changes = done.source ? { [SOURCE_FIELD]: [null, done.source] } : {}
    const kept = changesBetween(names, names, Object.keys(names))
    return { ...audit, changes: bounded({ ...kept, ...audit.changes, ...source }) }
  })
}

/**
 * The entry of a command whose handler named no record: what it made is told by the fields of what it answered, what it
 * only changed by the fields that it was sent.
 */
function plainAudit(
  { operation, actorId, input }: Done,
  resourceType: string,
  answer: Record<string, unknown>,
  records: KnownRecords,
): AuditRecord {
  const answered = pick(answer, records.get(resourceType)?.fields ?? [])
  const isMade = statusOf(operation) === 201 && Object.keys(answered).length > 0
  const { id: _id, ...sent } = fieldsOf(input)
  return {
    id: newId(),
    operation: operation.id,
    actorId,
    resourceType,
    resourceId: typeof answer.id === 'string' ? answer.id : null,
    changes: changesBetween(null, isMade ? answered : sent),
  }
}

function pick(from: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.filter((field) => from[field] != null).map((field) => [field, from[field]]),
  )
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
