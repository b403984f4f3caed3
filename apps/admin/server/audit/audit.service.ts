import type { InputOf, OutputOf } from '@lumbung/contract'
import { EntryWords, encodeCursor, namePathsOf, type QueryCtx, toPage } from '@lumbung/kernel'
import type { listAudit } from '../../contract/index.ts'
import { type AuditRow, auditOrder, listAuditRows, searchAuditRows } from './audit.store.ts'

/**
 * Entries in the caller's words. A search by name looks through a bounded number of entries: its page may hold less than
 * was asked for, or nothing, while the cursor goes on where it stopped.
 */
export async function listEntries(
  ctx: QueryCtx,
  input: InputOf<typeof listAudit>,
): Promise<OutputOf<typeof listAudit>> {
  const { services, locale, tenant } = ctx
  const order = auditOrder(input)
  const from = input.from === undefined ? undefined : new Date(input.from)
  const to = input.to === undefined ? undefined : new Date(input.to)
  const filter = { ...input, from, to }
  const words = new EntryWords(services.catalogue, services.texts, locale, tenant.zone)
  const entryOf = ({ atExactly: _atExactly, at, ...row }: AuditRow) => {
    const { kind, ...thing } = words.thing(row)
    return { ...row, at: at.toISOString(), by: words.actor(row), thing: { kind, ...thing } }
  }
  if (input.q === undefined) {
    const rows = await listAuditRows(ctx.tx, filter, order)
    return toPage(rows, input.limit, order.cursorKeys, entryOf)
  }
  const names = namePathsOf(services.catalogue.records)
  const { rows, stoppedAt } = await searchAuditRows(ctx.tx, { ...filter, q: input.q }, names, order)
  const answer = toPage(rows, input.limit, order.cursorKeys, entryOf)
  if (answer.page.nextCursor === null && stoppedAt) {
    answer.page.nextCursor = encodeCursor(order.cursorKeys(stoppedAt))
  }
  return answer
}
