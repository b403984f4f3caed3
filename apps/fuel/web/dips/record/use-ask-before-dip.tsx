import { Stack, Text } from '@lumbung/ui'
import type { ReactNode } from 'react'
import { previewDip } from '../../../contract/index.ts'
import { Notice } from '../../stock/preview/Notice.tsx'
import { useTry } from '../../stock/preview/use-try.ts'
import { useLitres } from '../../stock/use-litres.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import type { PlannedDip } from './planned-dip.ts'

/** Asked where the book would be adjusted by more than the tolerance: a mistyped figure would rewrite it. */
export function useAskBeforeDip(): (planned: PlannedDip | null) => Promise<ReactNode | null> {
  const t = useFuelTexts()
  const litres = useLitres()
  const tryIt = useTry()
  return async (planned) => {
    const preview = await tryIt(previewDip, planned)
    if (planned === null || preview === null) return null
    if (preview.refusal || preview.withinTolerance) return null
    return (
      <Stack gap="sm">
        <Text fw={600} size="lg">
          {t('dip.ask', {
            litres: litres.plain(planned.measuredLitres),
            site: preview.location.name,
            product: preview.product.name,
          })}
        </Text>
        <Notice tone="warning">
          {t('dip.will_post', {
            difference: `${litres.signed(preview.differenceLitres)}\u00a0L`,
            balance: litres.plain(preview.newBalanceLitres),
          })}
        </Notice>
      </Stack>
    )
  }
}
