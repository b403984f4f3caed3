import { Stack, Text } from '@lumbung/ui'
import type { ReactNode } from 'react'
import { previewStockEntry, type StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'
import { Notice } from './Notice.tsx'
import type { PlannedEntry } from './planned-entry.ts'
import { useTry } from './use-try.ts'
import { useWarningWords, type Warning } from './use-warning-words.ts'

/** A finger that slips adds a digit, or takes a wrong month; low stock and yesterday are no slips. */
const ASKED: readonly Warning[] = ['unusual_amount', 'most_of_stock', 'above_capacity', 'many_days']

/**
 * What is asked before a line is saved; null where there is nothing to ask. What would be refused is not asked: the
 * server says so itself.
 */
export function useAskBefore(
  stockOf: (product: string | undefined) => StockSummary | undefined,
): (planned: PlannedEntry | null) => Promise<ReactNode | null> {
  const t = useFuelTexts()
  const litres = useLitres()
  const tryIt = useTry()
  const wordsOf = useWarningWords()
  return async (planned) => {
    const preview = await tryIt(previewStockEntry, planned)
    if (planned === null || preview === null || preview.refusal) return null
    const warnings = preview.warnings.filter((warning) => ASKED.includes(warning))
    if (warnings.length === 0) return null
    return (
      <Stack gap="sm">
        <Text fw={600} size="lg">
          {t(planned.type === 'OUT' ? 'preview.ask_out' : 'preview.ask_in', {
            litres: litres.plain(planned.amount),
            site: preview.location.name,
            product: preview.product.name,
          })}
        </Text>
        {warnings.map((warning) => (
          <Notice key={warning} tone="warning">
            {wordsOf(warning, preview, stockOf(planned.product))}
          </Notice>
        ))}
      </Stack>
    )
  }
}
