import { backdateTooOld, closedPeriod } from '@lumbung/ledger/contract'
import { Stack } from '@lumbung/ui'
import { previewStockEntry, type StockEntry } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { DaysTable } from '../preview/DaysTable.tsx'
import { DipChanges } from '../preview/DipChanges.tsx'
import { Notice } from '../preview/Notice.tsx'
import { Outcome } from '../preview/Outcome.tsx'
import { usePreview } from '../preview/use-preview.ts'
import { reversalPlan } from './reversal-plan.ts'

/** A line that its day can no longer take back is taken back today. */
const TOO_LATE: readonly string[] = [closedPeriod.code, backdateTooOld.code]

/** What reversing a line would do to the balance and to the days after it. */
export function ReversalPreview({ entry }: { entry: StockEntry }) {
  const t = useFuelTexts()
  const inPlace = usePreview(previewStockEntry, reversalPlan(entry, entry.date))
  const code = inPlace.preview?.refusal?.code
  const isLate = code !== undefined && TOO_LATE.includes(code)
  const today = usePreview(previewStockEntry, isLate ? reversalPlan(entry, null) : null)
  const { preview, isBehind, problem } = isLate ? today : inPlace
  return (
    <Stack gap="sm">
      <Outcome
        now={preview?.balanceLitres}
        then={preview?.newBalanceLitres}
        thenLabel={t('reverse.then')}
        isBehind={isBehind}
      >
        {isLate && <Notice tone="neutral">{t('reverse.today')}</Notice>}
        {preview?.refusal && <Notice tone="bad">{preview.refusal.message}</Notice>}
        {preview && !preview.refusal && <DipChanges dips={preview.dips} zone={entry.zone} />}
        {problem && <Notice tone="neutral">{t('preview.unknown')}</Notice>}
      </Outcome>
      {preview && !isLate && preview.days.length > 1 && (
        <DaysTable days={preview.days} daysChanged={preview.daysChanged} />
      )}
    </Stack>
  )
}
