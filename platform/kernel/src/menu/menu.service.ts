import type { OutputOf } from '@lumbung/contract'
import { type MenuItem, MOST_WAITING_LINES, type readMenu } from '../../contract/menu.ts'
import { reachOf } from '../access/decide.ts'
import type { AppManifest, MenuEntry } from '../app/define-app.ts'
import type { QueryCtx } from '../operation/ctx.ts'

/**
 * The entries that the caller holds the permission of, however far it reaches; a group for each app that has any. Groups
 * stand in the order of their apps' first entries, whether or not the caller sees those.
 */
export async function menuOf(ctx: QueryCtx): Promise<OutputOf<typeof readMenu>> {
  const apps = ctx.services.catalogue.apps.map((app) => ({ app, entries: entriesInOrder(app) }))
  apps.sort((one, other) => firstOrder(one.entries) - firstOrder(other.entries))
  const groups = await Promise.all(
    apps.map(async ({ app, entries }) => ({
      id: app.id,
      label: app.name[ctx.locale],
      items: await Promise.all(
        entries.filter(({ permission }) => ctx.can(permission)).map((entry) => itemOf(ctx, entry)),
      ),
    })),
  )
  return { groups: groups.filter(({ items }) => items.length > 0) }
}

function entriesInOrder(app: AppManifest): MenuEntry[] {
  return (app.menus ?? []).toSorted((one, other) => one.order - other.order)
}

function firstOrder(entries: readonly MenuEntry[]): number {
  return entries[0]?.order ?? Number.MAX_SAFE_INTEGER
}

async function itemOf(ctx: QueryCtx, entry: MenuEntry): Promise<MenuItem> {
  const { id, label, icon, path, permission, records = false, waiting, waits } = entry
  const reach: QueryCtx['reach'] = (kind = 'tenant') => reachOf(ctx.principal, permission, kind)
  const own = { ...ctx, reach }
  const count = waiting ? await waiting(own) : null
  const lines = count && waits ? await waits(own) : []
  return {
    id,
    label: label[ctx.locale],
    icon,
    path,
    records,
    waiting: count,
    waits: lines.slice(0, MOST_WAITING_LINES).map(({ text, path: to, since }) => ({
      text,
      path: to,
      since: since?.toISOString() ?? null,
    })),
  }
}
