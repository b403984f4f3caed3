import { useFormat } from '../format/use-format.ts'
import { useUiTexts } from '../texts/texts.ts'

export interface RowCount {
  count: number
  isEstimate: boolean
  /** Only those that are loaded: the server does not count, and there are more. */
  isPart: boolean
}

/** How many rows there are; about how many, where the server estimates; how many are here, where it does not count. */
export function ListCount({ counted }: { counted: RowCount | null }) {
  const t = useUiTexts()
  const format = useFormat()
  // The line has its height before there is something to say, so that nothing moves when there is.
  if (counted === null) return '\u00a0'
  const { count, isEstimate, isPart } = counted
  const shown = format.number(count)
  if (isPart) return t('list.count_loaded', { shown })
  const rows = t('list.count', { count, shown })
  return isEstimate ? `≈ ${rows}` : rows
}
