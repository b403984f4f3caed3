import { handle, toPage } from '@lumbung/kernel'
import { listAudit } from '../../contract/index.ts'
import { type AuditRow, auditOrder, listAuditRows } from './audit.store.ts'

export const auditOperations = [
  handle(listAudit, async (ctx, input) => {
    const order = auditOrder(input)
    const from = input.from === undefined ? undefined : new Date(input.from)
    const to = input.to === undefined ? undefined : new Date(input.to)
    const rows = await listAuditRows(ctx.tx, { ...input, from, to }, order)
    return toPage(rows, input.limit, order.cursorKeys, entryOf)
  }),
]

function entryOf({ atExactly: _atExactly, at, ...row }: AuditRow) {
  return { ...row, at: at.toISOString() }
}
