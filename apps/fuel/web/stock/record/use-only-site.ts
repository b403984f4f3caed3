import { useRead, useSession } from '@lumbung/ui'
import { listSites } from '../../../contract/index.ts'

/** Code of the one active site, where there is only one: nobody has to choose it. Asked only where it is needed. */
export function useOnlySite({ isNeeded }: { isNeeded: boolean }): {
  only: string | undefined
  isPending: boolean
} {
  const { can } = useSession()
  const isAsked = isNeeded && can(listSites.permission)
  const { data, isPending } = useRead(listSites, { status: 'active', limit: 2 }, { enabled: isAsked })
  const [site, another] = isAsked ? (data?.data ?? []) : []
  return { only: another === undefined ? site?.code : undefined, isPending: isAsked && isPending }
}
