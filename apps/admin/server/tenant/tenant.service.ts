import { type InputOf, raise } from '@lumbung/contract'
import { announceAccessChange, assertZone, type CommandCtx, type ReadTx } from '@lumbung/kernel'
import { staleVersion } from '@lumbung/kernel/contract'
import { type Tenant, type updateTenant, zoneUnknown } from '../../contract/index.ts'
import { findOwnTenant, updateOwnTenant } from './tenant.store.ts'

export async function getOwnTenant(tx: ReadTx): Promise<Tenant> {
  const { createdAt, ...tenant } = await findOwnTenant(tx)
  return { ...tenant, createdAt: createdAt.toISOString() }
}

export async function changeTenant(ctx: CommandCtx, input: InputOf<typeof updateTenant>): Promise<Tenant> {
  const { name, zone, locale, version } = await findOwnTenant(ctx.tx)
  ctx.assertVersion(version)
  const before = { name, zone, locale }
  const after = { name: input.name ?? name, zone: input.zone ?? zone, locale: input.locale ?? locale }
  if (!isZone(after.zone)) throw raise(zoneUnknown, {})
  if (!(await updateOwnTenant(ctx.tx, version, after))) {
    throw raise(staleVersion, { expected: version, actual: version + 1 })
  }
  ctx.audit({ type: 'admin.tenant', id: ctx.tenant.id }, before, after)
  await announceAccessChange(ctx.tx, ctx.services.principals, { tenantId: ctx.tenant.id })
  return await getOwnTenant(ctx.tx)
}

function isZone(zone: string): boolean {
  try {
    assertZone(zone)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
