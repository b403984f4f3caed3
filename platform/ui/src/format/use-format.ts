import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/session.tsx'
import { createFormat, type Format } from './format.ts'

/** Formats in the person's language and the organisation's zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation('ui')
  const { me } = useSession()
  const zone = me.tenant?.zone ?? 'Asia/Jakarta'
  return useMemo(() => createFormat(i18n.language === 'en' ? 'en' : 'id', zone), [i18n.language, zone])
}
