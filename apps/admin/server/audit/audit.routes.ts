import { decodeCursor, handle, offsetOf, toPage } from '@lumbung/kernel'
import { listAudit } from '../../contract/index.ts'
import { type AuditRow, listAuditRows } from './audit.store.ts'

const MICROSECONDS = /^\d{1,16}$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const auditOperations = [
  handle(listAudit, async (ctx, input) => {
    const { limit, cursor, page: _page, from, to, ...filter } = input
    const [atMicros, id] = cursor === undefined ? [] : decodeCursor(cursor, [MICROSECONDS, UUID])
    const rows = await listAuditRows(ctx.tx, {
      ...filter,
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
      before: atMicros !== undefined && id !== undefined ? { atMicros, id } : undefined,
      limit,
      offset: offsetOf(input),
    })
    return toPage(rows, limit, (row) => [row.atMicros, row.id], entryOf)
  }),
]

function entryOf({ atMicros: _atMicros, at, ...row }: AuditRow) {
  return { ...row, at: at.toISOString() }
}
