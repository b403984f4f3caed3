import { createExport } from '@lumbung/kernel/contract'
import { Button } from '@mantine/core'
import { useDownload } from '../../data/use-download.ts'
import { Icon } from '../../icons.tsx'
import { ProblemNotice } from '../../problem/ProblemNotice.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { TrendChartProps } from '../dashboard-types.ts'

/** The figures as a file, made by the server from the same question. */
export function ExportButton({ exportOf }: { exportOf: NonNullable<TrendChartProps['exportOf']> }) {
  const t = useUiTexts()
  const file = useDownload(createExport)
  const { operation, input } = exportOf
  return (
    <>
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Icon name="download" size={16} />}
          loading={file.isRunning}
          onClick={() => void file.run({ operation: operation.id, input, format: 'csv' })}
        >
          {t('dashboard.download')}
        </Button>
      </div>
      {file.problem && <ProblemNotice problem={file.problem} />}
    </>
  )
}
