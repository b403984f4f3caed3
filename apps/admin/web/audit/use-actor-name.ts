import type { AuditEntry } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** Who did it. Work that nobody asked for is the system's; who is no member here came from the platform. */
export function useActorName(): (entry: Pick<AuditEntry, 'actorId' | 'actorName'>) => string {
  const t = useAdminTexts()
  return ({ actorId, actorName }) => actorName ?? t(actorId === null ? 'audit.system' : 'audit.outside')
}
