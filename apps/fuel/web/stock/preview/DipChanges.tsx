import { useFormat } from '@lumbung/ui'
import type { BookChange } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'
import { Notice } from './Notice.tsx'

/** More than a few lines would push the button out of sight. */
const MOST = 3

/** Later dips keep what was measured; what they found missing changes. */
export function DipChanges({ dips, zone }: { dips: BookChange['dips']; zone: string | undefined }) {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  const rest = dips.length - MOST
  return (
    <>
      {dips.slice(0, MOST).map((dip) => (
        <Notice key={dip.number} tone="neutral">
          {t('preview.dip_kept', {
            when: format.instant(dip.measuredAt, zone),
            measured: litres.plain(dip.measuredLitres),
            difference: `${litres.signed(dip.newDifferenceLitres)}\u00a0L`,
          })}
        </Notice>
      ))}
      {rest > 0 && <Notice tone="neutral">{t('preview.dips_more', { count: rest })}</Notice>}
    </>
  )
}
