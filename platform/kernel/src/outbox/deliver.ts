import type { Subscription, WorkerCtx } from '../app/define-app.ts'
import type { Services } from '../app/services.ts'
import type { Database } from '../db/database.ts'
import { newId } from '../ids.ts'
import type { Logger } from '../telemetry/logger.ts'
import { insertEvent, insertReceipt, type WaitingEvent } from './outbox.store.ts'

export interface DeliveryParts {
  db: Database
  services: Services
  log: Logger
  clock: () => Date
}

/**
 * Brings one event to its subscribers, each in a transaction of its own bound to the event's tenant. The receipt is
 * written first and in that transaction: the effect and the receipt commit together or not at all, so a second delivery
 * (a crash before the event was deleted, two relays at once) has no second effect.
 *
 * Every subscriber is tried even if an earlier one fails; then the first error is thrown, and the next delivery reaches
 * only those without a receipt.
 */
export async function deliverEvent(
  event: WaitingEvent,
  subscriptions: readonly Subscription[],
  parts: DeliveryParts,
): Promise<void> {
  const failures: Error[] = []
  for (const subscription of subscriptions) {
    try {
      await deliverTo(event, subscription, parts)
    } catch (error) {
      failures.push(new Error(`${subscription.name}: ${messageOf(error)}`, { cause: error }))
    }
  }
  if (failures[0])
    throw failures.length === 1 ? failures[0] : new AggregateError(failures, messagesOf(failures))
}

async function deliverTo(
  event: WaitingEvent,
  subscription: Subscription,
  parts: DeliveryParts,
): Promise<void> {
  const { db, services, clock } = parts
  const { tenantId, id: eventId, requestId } = event
  const log = parts.log.child({ eventId, event: event.name, subscriber: subscription.name, requestId })
  const payload = subscription.event.payload.parse(event.payload)
  let emitted = false
  await db.withTenant(tenantId, async (tx) => {
    if (!(await insertReceipt(tx, eventId, subscription.name))) return
    const ctx: WorkerCtx = {
      tx,
      tenantId,
      eventId,
      now: clock(),
      log,
      services,
      emit: async (type, aggregate, fields) => {
        emitted = true
        tx.afterCommit(() => services.live.announce(tenantId, type.name))
        const emission = {
          id: newId(),
          name: type.name,
          aggregate,
          payload: type.payload.parse(fields),
          requestId,
        }
        await insertEvent(tx, emission)
      },
      enqueue: (job, data) => services.enqueueJob(tx, job, { ...data, tenantId }),
    }
    await subscription.handle(ctx, payload)
  })
  if (emitted) services.wakeOutbox()
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function messagesOf(errors: Error[]): string {
  return errors.map((error) => error.message).join('; ')
}
