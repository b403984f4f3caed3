import type { ImportRun } from '@lumbung/kernel/contract'
import { Button, Facts, Group, ScreenLink, Stack, Text, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { useCommandName } from '../use-importable.ts'
import { FileReading } from './FileReading.tsx'

/** What was uploaded; another file is another import. */
export function FileStep({ run, onNext, onReread }: { run: ImportRun; onNext(): void; onReread(): void }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const nameOf = useCommandName()
  return (
    <Stack>
      <Facts
        facts={[
          { label: t('imports.file_name'), value: run.file.name },
          { label: t('imports.column_command'), value: nameOf(run.operation) },
          { label: t('imports.file_size'), value: format.bytes(run.file.bytes) },
          { label: t('imports.file_by'), value: run.createdBy.name },
          { label: t('imports.file_at'), value: format.instant(run.createdAt) },
        ]}
      />
      {run.reading && (
        <FileReading key={JSON.stringify(run.reading)} run={run} reading={run.reading} onReread={onReread} />
      )}
      <Group>
        <Button onClick={onNext}>{t('imports.go_on')}</Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('imports.file_again_explained')}{' '}
        <ScreenLink
          to="/imports/new"
          search={{ operation: run.operation } as never}
          size="sm"
          underline="always"
        >
          {t('imports.file_again')}
        </ScreenLink>
      </Text>
    </Stack>
  )
}
