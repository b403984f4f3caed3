import {
  DocumentSection,
  notifyDone,
  OperationForm,
  ProblemNotice,
  Skeleton,
  useClient,
  useRead,
} from '@lumbung/ui'
import { readFuelSettings, updateFuelSettings } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

export function StockSettings() {
  const t = useFuelTexts()
  const client = useClient()
  const settings = useRead(readFuelSettings, {})
  return (
    <DocumentSection title={t('settings.stock')}>
      {settings.error && <ProblemNotice problem={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.isPending && <Skeleton height={360} />}
      {settings.data && (
        <OperationForm
          // What is shown is the version that is sent; a newer one begins anew.
          key={settings.data.version}
          operation={updateFuelSettings}
          fields={[
            'lowStockThresholdLitres',
            'dipTolerancePercent',
            'dipToleranceMinimumLitres',
            'unusualAmountFactor',
            'mostOfStockPercent',
            'reverseOwnMinutes',
          ]}
          initial={settings.data}
          version={settings.data.version}
          readCurrent={() => client.call(readFuelSettings, {})}
          onDone={() => notifyDone(t('settings.saved'))}
        />
      )}
    </DocumentSection>
  )
}
