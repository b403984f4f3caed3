import { type ImportRun, mapImport } from '@lumbung/kernel/contract'
import { Checkbox, List, ProblemNotice, Stack, Title, useCommand, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'

/** What each row of the file comes to, in figures that add up to the file, and in which order they go. */
export function WhatComesIn({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const { counts, leftOut, order } = run
  const figures = [
    ['imports.in_record', counts.valid],
    ['imports.in_wrong', counts.invalid],
    ['imports.in_totals', leftOut.totals],
    ['imports.in_chosen', leftOut.chosen],
    ['imports.in_recorded', leftOut.alreadyApplied],
    ['imports.in_blank', leftOut.blank],
  ] as const
  const inOrder =
    order === null || order.found === 'undated' || order.found === 'oldest_first'
      ? null
      : order.by === 'file'
        ? t('imports.in_order_file')
        : t(`imports.in_order_${order.found}`)
  return (
    <Stack gap="xs" maw={640}>
      <Title order={3} size="h5">
        {t('imports.in_title')}
      </Title>
      <List size="sm">
        {figures.map(
          ([key, rows], index) =>
            (rows > 0 || index === 0) && (
              <List.Item key={key}>{t(key, { count: rows, rows: format.number(rows) })}</List.Item>
            ),
        )}
        {inOrder !== null && <List.Item>{inOrder}</List.Item>}
      </List>
      <TotalsAreRows run={run} />
    </Stack>
  )
}

/** Which lines sum up others is recognised by their words and figures: the person may know better. */
function TotalsAreRows({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const map = useCommand(mapImport)
  const { mapping } = run
  const areRows = mapping?.leaveOutTotals === false
  if (mapping === null || (run.leftOut.totals === 0 && !areRows)) return null
  return (
    <>
      <Checkbox
        label={t('imports.totals_are_rows')}
        description={t('imports.totals_are_rows_help')}
        checked={areRows}
        disabled={map.isRunning}
        onChange={(event) =>
          void map.run({ id: run.id, ...mapping, leaveOutTotals: !event.currentTarget.checked })
        }
      />
      {map.problem && <ProblemNotice problem={map.problem} />}
    </>
  )
}
