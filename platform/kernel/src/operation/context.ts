import { type CommandOperation, type Operation, raise, SIGNED_IN } from '@lumbung/contract'
import type { z } from 'zod'
import { staleVersion } from '../../contract/problems.ts'
import { decide, reachOf, requirePermission, type Wanted } from '../access/decide.ts'
import type { Principal } from '../access/principal.ts'
import type { Services } from '../app/services.ts'
import type { AccountEffect } from '../auth/account-effects.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import { newId } from '../ids.ts'
import { nextNumber } from '../numbering/numbering.ts'
import { findSettings } from '../tenancy/settings.store.ts'
import { changesBetween } from '../trail/changes.ts'
import type { CallInfo, CommandCtx, Fields, QueryCtx } from './ctx.ts'
import type { AuditRecord, EventRecord } from './recorder.ts'

/** What every handler gets, whatever its plane. */
export function commonContext(services: Services, operation: Operation, call: CallInfo) {
  return {
    now: services.clock(),
    locale: call.locale,
    log: services.log.child({ requestId: call.requestId, operation: operation.id }),
    call,
  }
}

/**
 * The context of a query inside its transaction. `assertReached` is called when the handler has answered: an operation
 * whose permission may reach less than the whole tenant must have asked how far.
 */
export function queryContext(
  services: Services,
  operation: Operation,
  principal: Principal,
  call: CallInfo,
  tx: ReadTx,
) {
  let asked = operation.permission === SIGNED_IN || (operation.scope ?? 'tenant') === 'tenant'
  const { userId, name, sessionId, tenant } = principal
  const ctx: QueryCtx = {
    ...commonContext(services, operation, call),
    services,
    tx,
    tenant,
    actor: { userId, name, sessionId },
    principal,
    can: (permission, wanted = { kind: 'any' }) => decide(principal, permission, wanted).allowed,
    require: (permission: string, wanted: Wanted) => {
      asked = true
      requirePermission(principal, permission, wanted)
    },
    reach: (kind = operation.scope ?? 'tenant') => {
      asked = true
      return reachOf(principal, operation.permission, kind)
    },
    settings: async <S extends z.ZodObject>(app: string, schema: S) =>
      (await findSettings(tx, app, schema)).value,
  }
  const assertReached = () => {
    if (!asked) throw new Error(`${operation.id} answered without asking how far its permission reaches`)
  }
  return { ctx, assertReached }
}

/** The context of a command, with the lists that its audit records, events and account effects are gathered in. */
export function commandContext(
  services: Services,
  operation: CommandOperation,
  principal: Principal,
  call: CallInfo,
  tx: Tx,
) {
  const { ctx: common, assertReached } = queryContext(services, operation, principal, call, tx)
  const audits: AuditRecord[] = []
  const events: EventRecord[] = []
  const effects: AccountEffect[] = []
  const ctx: CommandCtx = {
    ...common,
    tx,
    newId,
    emit: (event, aggregate, payload) => {
      events.push({ id: newId(), name: event.name, aggregate, payload: event.payload.parse(payload) })
    },
    audit: (resource, before: Fields | null, after: Fields | null) => {
      const named = services.catalogue.records.get(resource.type)?.nameFields
      audits.push({
        id: newId(),
        operation: operation.id,
        actorId: principal.userId,
        resourceType: resource.type,
        resourceId: resource.id,
        changes: changesBetween(before, after, named),
      })
    },
    number: (documentType) =>
      nextNumber(tx, services.catalogue.numbers, documentType, {
        now: common.now,
        zone: principal.tenant.zone,
      }),
    enqueue: (job, data) => services.enqueueJob(tx, job, { ...data, tenantId: principal.tenant.id }),
    accounts: services.effects.changesOf(tx, principal.tenant.id, effects),
    assertVersion: (actual) => {
      const expected = call.expectedVersion
      if (expected !== null && expected !== actual) throw raise(staleVersion, { expected, actual })
    },
  }
  return { ctx, assertReached, audits, events, effects }
}
