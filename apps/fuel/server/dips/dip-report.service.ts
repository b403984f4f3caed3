import { type DecimalText, fromDecimalText, type InputOf, type OutputOf, type Page } from '@lumbung/contract'
import { type QueryCtx, toPage } from '@lumbung/kernel'
import { readTrend } from '@lumbung/ledger'
import Big from 'big.js'
import {
  type Dip,
  type listDips as listDipsOperation,
  MOST_LOSS_ROWS,
  type readDipLosses,
} from '../../contract/dips.ts'
import { assertOrdered, assertRange } from '../day-range.rules.ts'
import { findNames } from '../people.store.ts'
import { findSitesByIds } from '../sites/site.store.ts'
import { scopeOf } from '../stock/scope.service.ts'
import { litresOf } from '../stock/stock.rules.ts'
import { lossPercent } from './dip.rules.ts'
import { countDips, type DipRow, dipOrder, listDips } from './dip.store.ts'

export async function listReachableDips(
  ctx: QueryCtx,
  input: InputOf<typeof listDipsOperation>,
): Promise<Page<Dip>> {
  assertOrdered(input.startDate, input.endDate)
  const order = dipOrder(input)
  const scope = await scopeOf(ctx, input)
  const { startDate, endDate, withinTolerance } = input
  const productIds = scope.products.map((product) => product.id)
  const filter = { siteIds: scope.siteIds, productIds, startDate, endDate, withinTolerance }
  const rows = await listDips(ctx.tx, filter, order)
  const names = await findNames(ctx.tx, [...new Set(rows.map((row) => row.recorded_by))])
  return toPage(rows, input.limit, order.cursorKeys, (row) => toDip(row, names))
}

/** What was adjusted against what was issued, in the sites' business days; adjustments are made by dips alone, as they are known now. */
export async function readLosses(
  ctx: QueryCtx,
  input: InputOf<typeof readDipLosses>,
): Promise<OutputOf<typeof readDipLosses>> {
  const { startDate, endDate } = assertRange({ startDate: input.startDate, endDate: input.endDate })
  const scope = await scopeOf(ctx, input)
  const productIds = scope.products.map((product) => product.id)
  const found = await countDips(ctx.tx, {
    siteIds: scope.siteIds,
    productIds,
    startDate,
    endDate,
    limit: MOST_LOSS_ROWS + 1,
  })
  const counts = found.slice(0, MOST_LOSS_ROWS)
  const siteIds = [...new Set(counts.map((count) => count.site_id))]
  const sites = new Map((await findSitesByIds(ctx.tx, siteIds)).map((site) => [site.id, site]))
  const products = new Map(scope.products.map((product) => [product.id, product]))
  const { accounts } = await readTrend(ctx.tx, {
    placeIds: siteIds,
    itemIds: productIds,
    from: startDate,
    to: endDate,
  })
  const rows = counts.flatMap(({ site_id, product_id, dips, out_of_tolerance: outOfTolerance }) => {
    const [site, product] = [sites.get(site_id), products.get(product_id)]
    if (!site || !product) return []
    const days =
      accounts.find(({ placeId, itemId }) => placeId === site_id && itemId === product_id)?.days ?? []
    const adjusted = sumOf(days.map((day) => day.adjusted))
    const issued = sumOf(days.map((day) => day.out))
    return [{ site, product, loss: { dips, outOfTolerance, adjusted, issued } }]
  })
  const total: Loss = {
    dips: rows.reduce((sum, { loss }) => sum + loss.dips, 0),
    outOfTolerance: rows.reduce((sum, { loss }) => sum + loss.outOfTolerance, 0),
    adjusted: sumOf(rows.map(({ loss }) => loss.adjusted)),
    issued: sumOf(rows.map(({ loss }) => loss.issued)),
  }
  return {
    startDate,
    endDate,
    data: rows.map(({ site, product, loss }) => ({
      location: { id: site.id, code: site.code, name: site.name },
      product: { id: product.id, code: product.code, name: product.name },
      ...toFigures(loss),
    })),
    total: found.length > MOST_LOSS_ROWS ? null : toFigures(total),
  }
}

interface Loss {
  dips: number
  outOfTolerance: number
  adjusted: DecimalText
  issued: DecimalText
}

/** The loss of several rows is that of their sums, not the mean of their percentages: a small site weighs less. */
function toFigures({ dips, outOfTolerance, adjusted, issued }: Loss) {
  return {
    dips,
    outOfTolerance,
    adjustedLitres: litresOf(adjusted),
    issuedLitres: litresOf(issued),
    lossPercent: lossPercent(adjusted, issued),
  }
}

function sumOf(amounts: readonly DecimalText[]): DecimalText {
  return amounts.reduce((sum, amount) => sum.plus(amount), Big(0)).toFixed()
}

function toDip(row: DipRow, names: ReadonlyMap<string, string>): Dip {
  return {
    id: row.id,
    number: row.number,
    location: { id: row.site_id, code: row.site_code, name: row.site_name },
    product: { id: row.product_id, code: row.product_code, name: row.product_name },
    measuredLitres: fromDecimalText(row.measured_litres),
    bookLitres: litresOf(row.book_litres),
    differenceLitres: litresOf(row.difference_litres),
    toleranceLitres: litresOf(row.tolerance_litres),
    withinTolerance: row.within_tolerance,
    postedEntryId: row.movement_id,
    isWithdrawn: row.withdrawn,
    measuredAt: row.measured_at.toISOString(),
    businessDay: row.business_day,
    zone: row.zone,
    notes: row.note,
    user: { id: row.recorded_by, name: names.get(row.recorded_by) ?? '' },
  }
}
