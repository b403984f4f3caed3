import { type ImportRowStatus, type ImportRun, listImportRows } from '@lumbung/kernel/contract'
import { Button, Group, ProblemNotice, Select, Skeleton, Stack, Text, Title, useRows } from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { shownFields } from './cells-of-row.ts'
import { RowsTable } from './RowsTable.tsx'

interface FileRowsProps {
  run: ImportRun
  /** Those that are shown to begin with; null for all. */
  first: ImportRowStatus | null
  /** Those that there can be in this step. */
  statuses: readonly ImportRowStatus[]
}

/** The rows of the file with what is wrong with each cell. */
export function FileRows({ run, first, statuses }: FileRowsProps) {
  const t = usePlatformTexts()
  const [status, setStatus] = useState(first)
  const list = useRows(listImportRows, { id: run.id, ...(status === null ? {} : { status }) })
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="flex-end" gap="xs">
        <Title order={3} size="h5">
          {t('imports.rows_title')}
        </Title>
        <Select
          aria-label={t('imports.rows_filter')}
          w={220}
          allowDeselect={false}
          value={status ?? 'all'}
          onChange={(chosen) => setStatus(statuses.find((one) => one === chosen) ?? null)}
          data={[
            { value: 'all', label: t('imports.rows_all') },
            ...statuses.map((one) => ({ value: one, label: t(`imports.row.${one}`) })),
          ]}
        />
      </Group>
      {list.problem && <ProblemNotice problem={list.problem} onRetry={list.retry} />}
      {list.isPending && !list.problem && <Skeleton height={200} />}
      {!list.isPending && !list.problem && list.rows.length === 0 && <Text>{t('imports.rows_none')}</Text>}
      {list.rows.length > 0 && <RowsTable rows={list.rows} shown={shownFields(run)} fields={run.fields} />}
      {list.hasMore && (
        <div>
          <Button variant="default" loading={list.isLoadingMore} onClick={list.loadMore}>
            {t('imports.rows_more')}
          </Button>
        </div>
      )}
    </Stack>
  )
}
