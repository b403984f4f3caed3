import type { Tx } from '../db/tx.ts'
import type { Live } from '../live/live.ts'

/** Who watches hears of a command and its events when its transaction has committed, and of nothing that was rolled back. */
export function announceOnCommit(
  tx: Tx,
  live: Live,
  tenantId: string,
  command: { id: string },
  events: readonly { name: string }[],
): void {
  tx.afterCommit(() => {
    live.announce(tenantId, command.id)
    for (const { name } of events) live.announce(tenantId, name)
  })
}
