import type { Principal } from '../access/principal.ts'
import type { Services } from '../app/services.ts'
import { hashAllowedPassword } from '../auth/password-hash.ts'
import type { CallInfo, PrepareCtx } from './ctx.ts'
import type { BoundOperation } from './handle.ts'

/** A command that is ready for its transaction. */
export interface Prepared {
  run: BoundOperation['run']
  /** Removes the files that were kept for a command that has not committed. Does not throw: an error is logged. */
  discard(): Promise<void>
}

/** Does what a command must do before its transaction begins; nothing of it remains if this throws. */
export async function prepareCommand(
  services: Services,
  bound: BoundOperation,
  principal: Principal,
  input: unknown,
  call: CallInfo,
): Promise<Prepared> {
  if (!bound.prepare) return { run: bound.run, discard: async () => undefined }
  const kept: string[] = []
  const { userId, name, sessionId, tenant } = principal
  const log = services.log.child({ requestId: call.requestId, operation: bound.operation.id })
  const ctx: PrepareCtx = {
    now: services.clock(),
    locale: call.locale,
    log,
    call,
    services,
    tenant,
    actor: { userId, name, sessionId },
    principal,
    read: (work) => services.db.readTenant(tenant.id, work),
    hashPassword: hashAllowedPassword,
    keepFile: async (content) => {
      const stored = await services.files.put(tenant.id, content)
      kept.push(stored.key)
      return stored
    },
    withFile: async (key, work) => {
      const copy = await services.files.localCopy(tenant.id, key)
      try {
        return await work(copy.path)
      } finally {
        await copy.release()
      }
    },
  }
  const discard = async () => {
    for (const key of kept) {
      try {
        await services.files.remove(tenant.id, key)
      } catch (error) {
        log.warn({ err: error, key }, 'the file of a command that was not carried out remains')
      }
    }
  }
  try {
    return { run: await bound.prepare(ctx, input), discard }
  } catch (error) {
    await discard()
    throw error
  }
}
