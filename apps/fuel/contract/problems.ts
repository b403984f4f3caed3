import { problem } from '@lumbung/contract'
import { z } from 'zod'
import { SiteCode } from './scalars.ts'

const litres = z.number()

/** An OUT above what the account holds; with a back-dated one, above the lowest balance that follows it. */
export const stockInsufficient = problem(
  'fuel.stock_insufficient',
  'rule_violated',
  z.object({ requestedLitres: litres, availableLitres: litres }),
)
export const siteNotFound = problem('fuel.site_not_found', 'not_found')
export const productNotFound = problem('fuel.product_not_found', 'not_found')
export const entryNotFound = problem('fuel.entry_not_found', 'not_found')
/** Only whoever recorded a line may reverse it without the administrator's permission … */
export const entryNotOwn = problem('fuel.entry_not_own', 'rule_violated')
/** … for some minutes; 0: not at all. */
export const reversalTooLate = problem(
  'fuel.reversal_too_late',
  'rule_violated',
  z.object({ minutes: z.int() }),
)
export const ownReversalOff = problem('fuel.own_reversal_off', 'rule_violated')
export const noSiteAssigned = problem('fuel.no_site_assigned', 'rule_violated')
export const siteAmbiguous = problem(
  'fuel.site_ambiguous',
  'rule_violated',
  z.object({ sites: z.int().min(2) }),
)
export const locationRequired = problem('fuel.location_required', 'rule_violated')
export const siteInactive = problem('fuel.site_inactive', 'rule_violated', z.object({ location: SiteCode }))
export const siteNotEmpty = problem(
  'fuel.site_not_empty',
  'rule_violated',
  z.object({ balanceLitres: litres }),
)
export const siteCodeTaken = problem('fuel.site_code_taken', 'conflict')
export const productCodeTaken = problem('fuel.product_code_taken', 'conflict')
export const productInactive = problem(
  'fuel.product_inactive',
  'rule_violated',
  z.object({ product: SiteCode }),
)
export const productIsDefault = problem('fuel.product_is_default', 'rule_violated')
export const productNotEmpty = problem(
  'fuel.product_not_empty',
  'rule_violated',
  z.object({ balanceLitres: litres }),
)
export const zoneUnknown = problem(
  'fuel.zone_unknown',
  'rule_violated',
  z.object({ zone: z.string().max(64) }),
)
/** A site's business days are already summed in its zone; another zone would re-cut them. */
export const zoneInUse = problem('fuel.zone_in_use', 'rule_violated')
export const rangeReversed = problem(
  'fuel.range_reversed',
  'rule_violated',
  z.object({ startDate: z.iso.date(), endDate: z.iso.date() }),
)
export const rangeTooLong = problem(
  'fuel.range_too_long',
  'rule_violated',
  z.object({ maximumDays: z.int() }),
)
export const rangeIncomplete = problem('fuel.range_incomplete', 'rule_violated')
export const exportTooLarge = problem(
  'fuel.export_too_large',
  'rule_violated',
  z.object({ maximumRows: z.int(), rows: z.int() }),
)
export const capacityRepeated = problem(
  'fuel.capacity_repeated',
  'rule_violated',
  z.object({ product: SiteCode }),
)
