import { type InputOf, type Page, raise, toDecimalText } from '@lumbung/contract'
import { type CommandCtx, type QueryCtx, type ReadTx, toPage } from '@lumbung/kernel'
import {
  capacityRepeated,
  productNotFound,
  siteNotEmpty,
  siteNotFound,
  zoneInUse,
  zoneUnknown,
} from '../../contract/problems.ts'
import { FuelSettings } from '../../contract/settings.ts'
import type {
  createSite,
  listSites as listSitesOperation,
  recordCapacity as recordCapacityOperation,
  replaceCapacities as replaceCapacitiesOperation,
  Site,
  updateSite as updateSiteOperation,
} from '../../contract/sites.ts'
import { findDefaultProduct, findProductByCode } from '../products/product.store.ts'
import { isStockless, litresLeft, stockOfSite } from '../stock/stock.ledger.ts'
import { isKnownZone, toSite } from './site.rules.ts'
import {
  deleteCapacities,
  findCapacities,
  findSite,
  findSiteByCode,
  insertSite,
  lockSite,
  pageOfSites,
  type SiteRow,
  siteOrder,
  touchSite,
  updateSite,
  updateSiteStatus,
  upsertCapacities,
} from './site.store.ts'

/** Sites within the person's reach, by code where no other order is asked for. */
export async function listReachableSites(
  ctx: QueryCtx,
  input: InputOf<typeof listSitesOperation>,
): Promise<Page<Site>> {
  const reach = ctx.reach('site')
  const { status, search } = input
  const order = siteOrder(input)
  const rows = await pageOfSites(ctx.tx, { status, search, siteIds: reach.all ? null : reach.ids }, order)
  const capacities = await findCapacities(
    ctx.tx,
    rows.map((row) => row.id),
  )
  return toPage(rows, input.limit, order.cursorKeys, (row) => toSite(row, capacities))
}

/** A site outside the person's reach is as unknown as one that does not exist. */
export async function readReachableSite(ctx: QueryCtx, id: string): Promise<Site> {
  const reach = ctx.reach('site')
  const row = reach.all || reach.ids.includes(id) ? await findSite(ctx.tx, id) : undefined
  if (!row) throw raise(siteNotFound, {})
  return await withCapacities(ctx.tx, row)
}

export async function createNewSite(ctx: CommandCtx, input: InputOf<typeof createSite>): Promise<Site> {
  const zone = input.zone ?? ctx.tenant.zone
  assertKnownZone(zone)
  const threshold =
    input.lowStockThresholdLitres ?? (await ctx.settings('fuel', FuelSettings)).lowStockThresholdLitres
  const row = await insertSite(ctx.tx, {
    id: ctx.newId(),
    code: input.code,
    name: input.name,
    zone,
    lowStockThresholdLitres: toDecimalText(threshold),
    note: input.note ?? null,
    owner: input.owner ?? null,
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
  })
  auditSite(ctx, null, row)
  return toSite(row, [])
}

/** Changes what was sent. The zone stays once stock was recorded: its business days are summed in it. */
export async function changeSite(ctx: CommandCtx, input: InputOf<typeof updateSiteOperation>): Promise<Site> {
  const before = await lockKnownSite(ctx, input.id)
  ctx.assertVersion(before.version)
  if (input.zone !== undefined && input.zone !== before.zone) {
    assertKnownZone(input.zone)
    if ((await stockOfSite(ctx.tx, before.id)).length > 0) throw raise(zoneInUse, {})
  }
  const { lowStockThresholdLitres: threshold, latitude, longitude } = input
  const after = await updateSite(ctx.tx, {
    id: before.id,
    name: input.name ?? before.name,
    zone: input.zone ?? before.zone,
    lowStockThresholdLitres:
      threshold === undefined ? before.low_stock_threshold_litres : toDecimalText(threshold),
    note: input.note === undefined ? before.note : input.note,
    owner: input.owner === undefined ? before.owner : input.owner,
    latitude: latitude === undefined ? numberOrNull(before.latitude) : latitude,
    longitude: longitude === undefined ? numberOrNull(before.longitude) : longitude,
  })
  auditSite(ctx, before, after)
  return await withCapacities(ctx.tx, after)
}

/** Refused while anything is left in the tanks: an inactive site is not counted, and its fuel must not vanish with it. */
export async function deactivateSite(ctx: CommandCtx, id: string): Promise<Site> {
  const before = await lockKnownSite(ctx, id)
  const stock = await stockOfSite(ctx.tx, id)
  const left = stock.find((account) => !isStockless(account))
  if (left) throw raise(siteNotEmpty, { balanceLitres: litresLeft(left) })
  return await setStatus(ctx, before, 'inactive')
}

export async function activateSite(ctx: CommandCtx, id: string): Promise<Site> {
  return await setStatus(ctx, await lockKnownSite(ctx, id), 'active')
}

export async function replaceSiteCapacities(
  ctx: CommandCtx,
  input: InputOf<typeof replaceCapacitiesOperation>,
): Promise<Site> {
  const before = await lockKnownSite(ctx, input.id)
  ctx.assertVersion(before.version)
  const seen = new Set<string>()
  const capacities = []
  for (const { product: code, capacityLitres, tanks } of input.capacities) {
    if (seen.has(code)) throw raise(capacityRepeated, { product: code })
    seen.add(code)
    const product = await findProductByCode(ctx.tx, code)
    if (!product) throw raise(productNotFound, {})
    capacities.push({
      productId: product.id,
      capacityLitres: toDecimalText(capacityLitres),
      tanks: tanks ?? null,
    })
  }
  const earlier = await withCapacities(ctx.tx, before)
  await deleteCapacities(ctx.tx, before.id)
  await upsertCapacities(ctx.tx, before.id, capacities)
  return await touched(ctx, earlier)
}

export async function recordSiteCapacity(
  ctx: CommandCtx,
  input: InputOf<typeof recordCapacityOperation>,
): Promise<Site> {
  const found = await findSiteByCode(ctx.tx, input.location)
  if (!found) throw raise(siteNotFound, {})
  const before = await lockKnownSite(ctx, found.id)
  const product =
    input.product === undefined
      ? await findDefaultProduct(ctx.tx)
      : await findProductByCode(ctx.tx, input.product)
  if (!product) throw raise(productNotFound, {})
  const earlier = await withCapacities(ctx.tx, before)
  await upsertCapacities(ctx.tx, before.id, [
    {
      productId: product.id,
      capacityLitres: toDecimalText(input.capacityLitres),
      tanks: input.tanks ?? null,
    },
  ])
  return await touched(ctx, earlier)
}

async function touched(ctx: CommandCtx, earlier: Site): Promise<Site> {
  const site = await withCapacities(ctx.tx, await touchSite(ctx.tx, earlier.id))
  ctx.audit(
    { type: 'fuel.site', id: site.id },
    { capacities: earlier.capacities },
    { capacities: site.capacities },
  )
  return site
}

async function lockKnownSite(ctx: CommandCtx, id: string): Promise<SiteRow> {
  const row = await lockSite(ctx.tx, id)
  if (!row) throw raise(siteNotFound, {})
  return row
}

async function setStatus(ctx: CommandCtx, before: SiteRow, status: SiteRow['status']): Promise<Site> {
  const after = before.status === status ? before : await updateSiteStatus(ctx.tx, before.id, status)
  auditSite(ctx, before, after)
  return await withCapacities(ctx.tx, after)
}

async function withCapacities(tx: ReadTx, row: SiteRow): Promise<Site> {
  return toSite(row, await findCapacities(tx, [row.id]))
}

function auditSite(ctx: CommandCtx, before: SiteRow | null, after: SiteRow): void {
  ctx.audit({ type: 'fuel.site', id: after.id }, before && { ...before }, { ...after })
}

function assertKnownZone(zone: string): void {
  if (!isKnownZone(zone)) throw raise(zoneUnknown, { zone })
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text)
}
