import { useRead, useSession } from '@lumbung/ui'
import { listRoles } from '../../contract/index.ts'

/**
 * The patterns that the person may hand on: those of their roles that hold for the whole organisation, since roles are
 * the organisation's. Null until they are known.
 */
export function useOwnPatterns(): readonly string[] | null {
  const { me } = useSession()
  const roles = useRead(listRoles, { limit: 200 })
  if (!roles.data) return null
  const own = new Set(me.roles.filter(({ scope }) => scope.kind === 'tenant').map(({ key }) => key))
  return roles.data.data.filter(({ key }) => own.has(key)).flatMap(({ permissions }) => permissions)
}
