import { useFormat } from '../../format/use-format.ts'
import { useLocale, useUiTexts } from '../../texts/texts.ts'
import type { Unreadable } from '../values/unreadable.ts'
import { faultOfUnreadable } from './fault-of-issue.ts'
import { sayFault } from './say-fault.ts'

/** Why a value cannot be read, for a control outside of a form. */
export function useSayUnreadable(): (value: Unreadable) => string {
  const t = useUiTexts()
  const format = useFormat()
  const locale = useLocale()
  return (value) => sayFault(faultOfUnreadable(value), t, format, locale)
}
