import { useFormat } from '@lumbung/ui'
import type { AccessRequest } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** By whom and when a request was decided; null while it waits. */
export function useDecidedText(): (request: AccessRequest) => string | null {
  const t = useAdminTexts()
  const format = useFormat()
  return ({ decidedAt, decidedByName }) =>
    decidedAt === null
      ? null
      : t('requests.decided_by', {
          name: decidedByName ?? t('requests.somebody'),
          at: format.instant(decidedAt),
        })
}
