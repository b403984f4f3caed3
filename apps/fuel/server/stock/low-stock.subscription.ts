import { permissionMatches, queueMail, type Subscription } from '@lumbung/kernel'
import { stockLow } from '../../contract/events.ts'
import { findTenantLocale, type GranteeRow, listGrantees } from '../people.store.ts'

/** Whoever may change a site decides about its supply, so they are told. */
const TOLD = 'fuel.site.update'

/** One mail per person and fall below the threshold, in the tenant's language. */
export const tellLowStock: Subscription = {
  name: 'fuel.tell-low-stock',
  event: stockLow,
  handle: async (ctx, payload) => {
    const { location, product, balanceLitres, thresholdLitres } = stockLow.payload.parse(payload)
    const { tx, services, tenantId } = ctx
    const locale = await findTenantLocale(tx)
    const words = { location: location.name, product: product.name, balanceLitres, thresholdLitres }
    const subject = services.texts.say(locale, 'fuel.mail.low.subject', words)
    const text = services.texts.say(locale, 'fuel.mail.low.text', words)
    for (const to of recipients(await listGrantees(tx, ctx.now), location.id)) {
      await queueMail({ tx, services, tenantId }, { to, subject, text })
    }
  },
}

function recipients(grantees: readonly GranteeRow[], siteId: string): string[] {
  const told = grantees.filter(
    ({ permissions, scope_kind, scope_id }) =>
      permissions.some((pattern) => permissionMatches(pattern, TOLD)) &&
      (scope_kind === 'tenant' || (scope_kind === 'site' && scope_id === siteId)),
  )
  return [...new Set(told.map((grantee) => grantee.email))]
}
