import type { ApiProblem } from '@lumbung/client'
import { Button, Group, Icon, Page, ScreenButton, Stack, useSession } from '@lumbung/ui'
import { readStockSummary, recordStockEntry } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { Notice } from '../preview/Notice.tsx'

/** Why no use can be recorded from here, in the words with which saving would be refused, and what can be done instead. */
export function OutRefused({ problem, onRetry }: { problem: ApiProblem; onRetry(): void }) {
  const t = useFuelTexts()
  const { can } = useSession()
  return (
    <Page title={t('record.out_title')} width="narrow">
      <Stack gap="md">
        <div role="alert">
          <Notice tone="bad">{problem.message}</Notice>
        </div>
        <Group gap="xs">
          {can(recordStockEntry.permission) && (
            <ScreenButton to="/fuel/record?type=OUT">{t('record.instead')}</ScreenButton>
          )}
          <Button variant="default" leftSection={<Icon name="polling" size={16} />} onClick={onRetry}>
            {t('record.check_again')}
          </Button>
          {can(readStockSummary.permission) && (
            <ScreenButton to="/fuel" variant="subtle">
              {t('record.see_stock')}
            </ScreenButton>
          )}
        </Group>
      </Stack>
    </Page>
  )
}
