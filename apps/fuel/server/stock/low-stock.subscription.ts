import { addDays, dayAt, toDecimalText } from '@lumbung/contract'
import { permissionMatches, queueMail, type ReadTx, type Subscription } from '@lumbung/kernel'
import { heldAtLeastSince } from '@lumbung/ledger'
import type { z } from 'zod'
import { stockLow } from '../../contract/events.ts'
import { findTenantLocale, type GranteeRow, listGrantees } from '../people.store.ts'
import { findSite } from '../sites/site.store.ts'

/** Whoever may change a site decides about its supply, so they are told. */
const TOLD = 'fuel.site.update'
/** A line of yesterday is entered this morning; what is older is a log that comes in, whose readers look at it anyway. */
const MOST_DAYS_LATE = 1
/** The least that can be left. */
const A_DROP = '0.01'

type Fall = z.infer<typeof stockLow.payload>

/** One mail per person and fall, in the tenant's language, while it is still so. */
export const tellLowStock: Subscription = {
  name: 'fuel.tell-low-stock',
  event: stockLow,
  handle: async (ctx, payload) => {
    const fall = stockLow.payload.parse(payload)
    const { tx, services, tenantId } = ctx
    if (!(await isOfNow(tx, fall, ctx.now))) return
    const { location, product, balanceLitres, thresholdLitres } = fall
    const locale = await findTenantLocale(tx)
    const link = new URL('/fuel', services.config.publicUrl)
    link.search = new URLSearchParams({ location: location.code, product: product.code }).toString()
    const words = { location: location.name, product: product.name, balanceLitres, thresholdLitres }
    const kind = balanceLitres === 0 ? 'empty' : 'low'
    const subject = services.texts.say(locale, `fuel.mail.${kind}.subject`, words)
    const text = services.texts.say(locale, `fuel.mail.${kind}.text`, { ...words, link: link.href })
    for (const to of recipients(await listGrantees(tx, ctx.now), location.id)) {
      await queueMail({ tx, services, tenantId }, { to, subject, text })
    }
  },
}

/** The line is not one of the past, and nothing that was recorded since has lifted the stock again or emptied it. */
async function isOfNow(tx: ReadTx, fall: Fall, now: Date): Promise<boolean> {
  const { location, balanceLitres, thresholdLitres, entryId, businessDay } = fall
  const site = await findSite(tx, location.id)
  if (!site) return false
  const earliest = addDays(dayAt(now, site.zone), -MOST_DAYS_LATE)
  if (businessDay !== undefined && businessDay < earliest) return false
  const enough = balanceLitres === 0 ? A_DROP : toDecimalText(thresholdLitres)
  return !(await heldAtLeastSince(tx, entryId, enough))
}

function recipients(grantees: readonly GranteeRow[], siteId: string): string[] {
  const told = grantees.filter(
    ({ permissions, scope_kind, scope_id }) =>
      permissions.some((pattern) => permissionMatches(pattern, TOLD)) &&
      (scope_kind === 'tenant' || (scope_kind === 'site' && scope_id === siteId)),
  )
  return [...new Set(told.map((grantee) => grantee.email))]
}
