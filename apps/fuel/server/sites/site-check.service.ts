import { type InputOf, isProblem, type Problem, raise } from '@lumbung/contract'
import type { JudgeInputs, QueryCtx } from '@lumbung/kernel'
import {
  capacityRepeated,
  productNotFound,
  siteCodeTaken,
  siteNotFound,
  zoneUnknown,
} from '../../contract/problems.ts'
import type { createSite, recordCapacity } from '../../contract/sites.ts'
import { judgeNewCodes } from '../new-codes.service.ts'
import { findStockPlaceByCode } from '../stock/stock-place.store.ts'
import { isKnownZone } from './site.rules.ts'
import { findSitesByCodes } from './site.store.ts'

/** Sites of a file: each code once, in a zone that is known. */
export function judgeNewSites(): JudgeInputs<InputOf<typeof createSite>> {
  return judgeNewCodes<InputOf<typeof createSite>>({
    listTaken: findSitesByCodes,
    taken: () => raise(siteCodeTaken, {}),
    refusalOf: (_ctx, { zone }) =>
      zone === undefined || isKnownZone(zone) ? undefined : raise(zoneUnknown, { zone }),
  })
}

/**
 * Capacities of a file. Two for the same tank would be recorded one over the other, and the person would not see which of
 * them stays: the later row is refused.
 */
export function judgeCapacities(): JudgeInputs<InputOf<typeof recordCapacity>> {
  const places = new Map<string, CapacityPlace | Problem>()
  const seen = new Set<string>()
  return async (ctx, inputs) => {
    const verdicts: (Problem | undefined)[] = []
    for (const { location, product } of inputs) {
      const key = `${location} ${product ?? ''}`
      const place = places.get(key) ?? (await placeOf(ctx, location, product))
      places.set(key, place)
      if (isProblem(place)) verdicts.push(place)
      else if (seen.has(place.key)) verdicts.push(raise(capacityRepeated, { product: place.product }))
      else {
        seen.add(place.key)
        verdicts.push(undefined)
      }
    }
    return verdicts
  }
}

interface CapacityPlace {
  key: string
  product: string
}

async function placeOf(
  ctx: QueryCtx,
  location: string,
  product: string | undefined,
): Promise<CapacityPlace | Problem> {
  const row = await findStockPlaceByCode(ctx.tx, location, product ?? null)
  if (!row) return raise(siteNotFound, {})
  if (row.product_id === null || row.product_code === null) return raise(productNotFound, {})
  return { key: `${row.site_id} ${row.product_id}`, product: row.product_code }
}
