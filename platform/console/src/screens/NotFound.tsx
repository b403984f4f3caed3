import { Page, ScreenButton, Text } from '@lumbung/ui'
import { useConsoleTexts } from '../texts/use-console-texts.ts'

export function NotFound() {
  const t = useConsoleTexts()
  return (
    <Page title={t('screen.unknown')} width="narrow">
      <Text>{t('screen.unknown_explained')}</Text>
      <div>
        <ScreenButton to="/">{t('screen.home')}</ScreenButton>
      </div>
    </Page>
  )
}
