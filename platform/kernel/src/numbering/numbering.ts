import { dayAt } from '@lumbung/contract'
import { sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'

/**
 * The next number of a document type, e.g. `DIP-202611-0001` from `DIP-{YYYY}{MM}-{####}`. Gapless: the counter's row
 * is locked until the caller commits and a rollback gives the number back, so it is called last. The counter starts
 * anew when the date part of the pattern changes; the date is the tenant's business day.
 */
export async function nextNumber(
  tx: Tx,
  defaults: ReadonlyMap<string, string>,
  documentType: string,
  when: { now: Date; zone: string },
): Promise<string> {
  const fallback = defaults.get(documentType)
  if (fallback === undefined) throw new Error(`no number pattern is declared for ${documentType}`)
  const own = await tx.maybe<{ pattern: string }>(sql`
    SELECT pattern FROM kernel.number_pattern
    WHERE tenant_id = kernel.current_tenant() AND document_type = ${documentType}`)
  const pattern = own?.pattern ?? fallback
  const period = fillDate(pattern, when)
  const { last } = await tx.one<{ last: number }>(sql`
    INSERT INTO kernel.number_counter AS counter (tenant_id, document_type, period, last)
    VALUES (kernel.current_tenant(), ${documentType}, ${period}, 1)
    ON CONFLICT ON CONSTRAINT number_counter_pk DO UPDATE SET last = counter.last + 1
    RETURNING last`)
  return fillSequence(period, last)
}

/** Replaces {YYYY}, {YY}, {MM}, {DD} by the business day; what is left is the counter's period. */
export function fillDate(pattern: string, when: { now: Date; zone: string }): string {
  const [year = '', month = '', day = ''] = dayAt(when.now, when.zone).split('-')
  return pattern
    .replaceAll('{YYYY}', year)
    .replaceAll('{YY}', year.slice(2))
    .replaceAll('{MM}', month)
    .replaceAll('{DD}', day)
}

/** Replaces {####} by the number, padded to the hashes; a longer number is written whole. */
export function fillSequence(period: string, sequence: number): string {
  return period.replace(/\{(#+)\}/, (_, hashes: string) => String(sequence).padStart(hashes.length, '0'))
}
