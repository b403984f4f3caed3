import type { ImportRun } from '@lumbung/kernel/contract'
import { Facts, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { useCommandName } from '../use-importable.ts'

/** The figures of an import that has ended; those that are zero and usually are, are left out. */
export function Outcome({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const nameOf = useCommandName()
  const { total, applied, failed, skipped, reversed, notReversed } = run.counts
  const figures = [
    { label: t('imports.count_total'), value: total, isRare: false },
    { label: t('imports.count_applied'), value: applied, isRare: false },
    { label: t('imports.count_failed'), value: failed, isRare: false },
    { label: t('imports.count_skipped'), value: skipped, isRare: true },
    { label: t('imports.count_reversed'), value: reversed, isRare: true },
    { label: t('imports.count_not_reversed'), value: notReversed, isRare: true },
  ]
  return (
    <Facts
      facts={[
        { label: t('imports.column_command'), value: nameOf(run.operation) },
        ...figures
          .filter(({ value, isRare }) => value > 0 || !isRare)
          .map(({ label, value }) => ({ label, value: format.number(value) })),
      ]}
    />
  )
}
