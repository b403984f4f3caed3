import { type Format, formatOf } from '@lumbung/contract'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session.tsx'

/** Formats in the person's language and the organisation's zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation('ui')
  const { me } = useSession()
  const zone = me.tenant?.zone ?? 'Asia/Jakarta'
  return formatOf(i18n.language === 'en' ? 'en' : 'id', zone)
}
