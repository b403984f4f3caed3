import { type ImportRun, readImportReport } from '@lumbung/kernel/contract'
import { Button, Icon, ProblemNotice, useDownload } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'

/** The rows that are wrong or failed, with their reasons, in the format of the uploaded file. */
export function DownloadFaulty({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const report = useDownload(readImportReport)
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon name="download" size={18} />}
        loading={report.isRunning}
        onClick={() => void report.run({ id: run.id })}
      >
        {t('imports.download_faulty')}
      </Button>
      {report.problem && <ProblemNotice problem={report.problem} />}
    </>
  )
}
