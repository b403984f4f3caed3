import { raise } from '@lumbung/contract'
import { type Principal, permissionMatches } from '@lumbung/kernel'
import { noSiteAssigned, siteAmbiguous } from '../../contract/problems.ts'

/** The sites that a person is assigned to by a grant of this permission. A grant for the whole tenant names none. */
export function assignedSites(principal: Pick<Principal, 'grants'>, permission: string): string[] {
  const sites = principal.grants
    .filter((grant) => grant.permissions.some((pattern) => permissionMatches(pattern, permission)))
    .flatMap((grant) => (grant.scope.kind === 'site' && grant.scope.id !== null ? [grant.scope.id] : []))
  return [...new Set(sites)]
}

/**
 * The one site where a person works. Guessing among several would write into the wrong book, so more than one is refused
 * as well as none.
 */
export function onlySite(sites: readonly string[]): string {
  const [site] = sites
  if (site === undefined) throw raise(noSiteAssigned, {})
  if (sites.length > 1) throw raise(siteAmbiguous, { sites: sites.length })
  return site
}
