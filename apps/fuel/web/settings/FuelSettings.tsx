import { Page } from '@lumbung/ui'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { BookIntegrity } from './BookIntegrity.tsx'
import { BookPeriod } from './BookPeriod.tsx'
import { StockSettings } from './StockSettings.tsx'

/** What the organisation decides about its fuel, and about the book in which it stands. */
export function FuelSettings() {
  const t = useFuelTexts()
  return (
    <Page title={t('settings.title')} summary={t('settings.summary')} width="narrow">
      <StockSettings />
      <BookPeriod />
      <BookIntegrity />
    </Page>
  )
}
