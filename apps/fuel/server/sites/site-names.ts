import type { NamesDefinition } from '@lumbung/kernel'
import { listSites } from './site.store.ts'

/** Sites by code or name, active and inactive alike: a line for an inactive one is refused as such, not as unknown. */
export const siteNames: NamesDefinition = {
  scope: 'site',
  list: async (tx, reach, limit) => {
    const siteIds = reach.all ? null : reach.ids
    const sites = await listSites(tx, { siteIds, offset: 0, limit: limit - 1 })
    return sites.map(({ code, name, zone }) => ({ value: code, names: [name], zone }))
  },
}
