import { useCatalogue } from '../data/use-catalogue.ts'
import { useSession } from '../session/session.tsx'
import { useLocale } from '../texts/texts.ts'
import { type Refusal, refusalByPermission } from './refusal.ts'

/** Why the person lacks a permission, without asking the server for it to be refused. */
export function useRefusal(permission: string, enabled = true): Refusal {
  const { me } = useSession()
  const locale = useLocale()
  const catalogue = useCatalogue(enabled)
  return refusalByPermission(permission, me, catalogue.data ?? [], locale)
}
