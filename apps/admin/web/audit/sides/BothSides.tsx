import { useAdminTexts } from '../../texts/use-admin-texts.ts'
import { type Difference, listDifference } from '../differences.ts'
import { Entries } from './Entries.tsx'
import { FoldedText } from './FoldedText.tsx'
import { Side } from './Side.tsx'
import { useShownValue } from './use-shown-value.ts'

/** What a field was and what it became; of a list, only what came and what went. */
export function BothSides({
  operation,
  difference: { field, before, after },
}: {
  operation: string
  difference: Difference
}) {
  const t = useAdminTexts()
  const shown = useShownValue(operation)
  if (Array.isArray(before ?? []) && Array.isArray(after ?? [])) {
    const { added, removed } = listDifference(listOf(before), listOf(after))
    const write = (entry: unknown) => shown(field, entry)
    return (
      <>
        {removed.length > 0 && (
          <Side isNew={false} name={t('audit.kind_removed')}>
            <Entries entries={removed.map(write)} />
          </Side>
        )}
        {added.length > 0 && (
          <Side isNew name={t('audit.kind_added')}>
            <Entries entries={added.map(write)} />
          </Side>
        )}
      </>
    )
  }
  return (
    <>
      {before !== null && (
        <Side isNew={false} name={t('audit.before')}>
          <FoldedText text={shown(field, before)} />
        </Side>
      )}
      {after !== null && (
        <Side isNew name={t('audit.after')}>
          <FoldedText text={shown(field, after)} />
        </Side>
      )}
    </>
  )
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
