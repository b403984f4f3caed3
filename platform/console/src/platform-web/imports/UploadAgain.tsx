import type { ImportRun } from '@lumbung/kernel/contract'
import { ScreenButton } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'

/** The way to another file of the same kind, from an import that came to nothing. */
export function UploadAgain({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  return (
    <div>
      <ScreenButton to="/imports/new" search={{ operation: run.operation } as never}>
        {t('imports.file_again')}
      </ScreenButton>
    </div>
  )
}
