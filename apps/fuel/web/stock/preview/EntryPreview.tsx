import { dayAt, type OutputOf } from '@lumbung/contract'
import { Stack } from '@lumbung/ui'
import { previewStockEntry, type StockSummary } from '../../../contract/index.ts'
import { DaysTable } from './DaysTable.tsx'
import { DipChanges } from './DipChanges.tsx'
import { Notice } from './Notice.tsx'
import { Outcome } from './Outcome.tsx'
import { ProblemLine } from './ProblemLine.tsx'
import type { PlannedEntry } from './planned-entry.ts'
import { usePreview } from './use-preview.ts'
import { useWarningWords } from './use-warning-words.ts'

/** What saving a line would do, while it is being typed: the balance after it, why it would be refused, what is odd. */
export function EntryPreview({
  planned,
  stock,
}: {
  planned: PlannedEntry | null
  /** Of the site and product, where it is known. */
  stock: StockSummary | undefined
}) {
  const { preview, isBehind, problem } = usePreview(previewStockEntry, planned)
  const wordsOf = useWarningWords()
  return (
    <Stack gap="sm">
      <Outcome
        now={preview?.balanceLitres ?? stock?.balanceLitres}
        then={preview?.newBalanceLitres}
        isBehind={isBehind}
      >
        {preview?.refusal && <Notice tone="bad">{preview.refusal.message}</Notice>}
        {preview &&
          shownWarnings(preview).map((warning) => (
            <Notice key={warning} tone={warning === 'back_dated' ? 'neutral' : 'warning'}>
              {wordsOf(warning, preview, stock)}
            </Notice>
          ))}
        {preview && !preview.refusal && <DipChanges dips={preview.dips} zone={stock?.site.zone} />}
        {problem && <ProblemLine problem={problem} />}
      </Outcome>
      {preview && planned?.date !== undefined && reachesBack(preview, stock?.site.zone) && (
        <DaysTable days={preview.days} daysChanged={preview.daysChanged} />
      )}
    </Stack>
  )
}

type Preview = OutputOf<typeof previewStockEntry>

/** What would be refused needs no warning of what it would lead to; how many days change, the table says. */
function shownWarnings({ refusal, warnings }: Preview): Preview['warnings'] {
  return refusal ? [] : warnings.filter((warning) => warning !== 'many_days')
}

/** Also where nothing was recorded since: a day of the past is never changed unseen. */
function reachesBack({ days, warnings }: Preview, zone: string | undefined): boolean {
  const first = days[0]
  if (!first || warnings.includes('back_dated')) return first !== undefined
  return zone !== undefined && first.day < dayAt(new Date(), zone)
}
