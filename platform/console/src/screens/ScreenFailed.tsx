import { Button, Code, Page, Text } from '@lumbung/ui'
import { useConsoleTexts } from '../texts/use-console-texts.ts'

/** A screen's code threw, or is no longer on the server because a newer version replaced it. */
export function ScreenFailed({ error }: { error: Error }) {
  const t = useConsoleTexts()
  const isOutdated = /dynamically imported module|Importing a module script failed/i.test(error.message)
  return (
    <Page title={t(isOutdated ? 'screen.outdated' : 'screen.failed')} width="narrow">
      <Text>{t(isOutdated ? 'screen.outdated_explained' : 'screen.failed_explained')}</Text>
      <div>
        <Button onClick={() => location.reload()}>{t('screen.reload')}</Button>
      </div>
      {!isOutdated && <Code block>{error.message}</Code>}
    </Page>
  )
}
