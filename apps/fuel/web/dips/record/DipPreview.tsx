import { dayAt, type OutputOf } from '@lumbung/contract'
import { Stack } from '@lumbung/ui'
import { previewDip } from '../../../contract/index.ts'
import { DaysTable } from '../../stock/preview/DaysTable.tsx'
import { DipChanges } from '../../stock/preview/DipChanges.tsx'
import { Notice } from '../../stock/preview/Notice.tsx'
import { ProblemLine } from '../../stock/preview/ProblemLine.tsx'
import { usePreview } from '../../stock/preview/use-preview.ts'
import { useLitres } from '../../stock/use-litres.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { Comparison } from './Comparison.tsx'
import type { PlannedDip } from './planned-dip.ts'

/** How a measurement compares with the book, and whether saving it would adjust the book. */
export function DipPreview({ planned, zone }: { planned: PlannedDip | null; zone: string | undefined }) {
  const { preview, isBehind, problem } = usePreview(previewDip, planned)
  return (
    <Stack gap="sm">
      <Stack gap="xs" role="status" aria-busy={isBehind}>
        <Comparison dip={preview} isBehind={isBehind} />
        {preview && <Consequence preview={preview} />}
        {preview && !preview.refusal && <DipChanges dips={preview.dips} zone={zone} />}
        {preview?.refusal && <Notice tone="bad">{preview.refusal.message}</Notice>}
        {problem && <ProblemLine problem={problem} />}
      </Stack>
      {preview && planned?.measuredAt !== undefined && changesThePast(preview, zone) && (
        <DaysTable days={preview.days} daysChanged={preview.daysChanged} />
      )}
    </Stack>
  )
}

type Preview = OutputOf<typeof previewDip>

function Consequence({
  preview: { posts, differenceLitres, newBalanceLitres, refusal },
}: {
  preview: Preview
}) {
  const t = useFuelTexts()
  const litres = useLitres()
  if (refusal) return null
  if (posts) {
    return (
      <Notice tone="warning">
        {t('dip.will_post', {
          difference: `${litres.signed(differenceLitres)}\u00a0L`,
          balance: litres.plain(newBalanceLitres),
        })}
      </Notice>
    )
  }
  return <Notice tone="neutral">{t(differenceLitres === 0 ? 'dip.agrees' : 'dip.will_leave')}</Notice>
}

function changesThePast({ days, daysChanged }: Preview, zone: string | undefined): boolean {
  const [first] = days
  if (!first) return false
  return daysChanged > 1 || (zone !== undefined && first.day < dayAt(new Date(), zone))
}
