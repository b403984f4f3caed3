import { getLedgerSetting, updateLedgerSetting } from '@lumbung/ledger/contract'
import {
  DocumentSection,
  notifyDone,
  OperationForm,
  ProblemNotice,
  Skeleton,
  Stack,
  Text,
  useClient,
  useFormat,
  useRead,
  useSession,
} from '@lumbung/ui'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

/** Closes the books through a day, and says how far back something may be dated. For who may see it. */
export function BookPeriod() {
  const t = useFuelTexts()
  const format = useFormat()
  const client = useClient()
  const { can } = useSession()
  const mayRead = can(getLedgerSetting.permission)
  const setting = useRead(getLedgerSetting, {}, { enabled: mayRead })
  if (!mayRead) return null
  const closedBefore = setting.data?.closedThrough ?? null
  return (
    <DocumentSection title={t('settings.book')}>
      <Text size="sm" c="dimmed">
        {t('settings.book_summary')}
      </Text>
      {setting.error && <ProblemNotice problem={setting.error} onRetry={() => void setting.refetch()} />}
      {setting.isPending && <Skeleton height={220} />}
      {setting.data && (
        <Stack gap="md">
          <Text size="sm" fw={600}>
            {closedBefore === null
              ? t('settings.book_open')
              : t('settings.book_closed', { day: format.day(closedBefore) })}
          </Text>
          {can(updateLedgerSetting.permission) ? (
            <OperationForm
              key={setting.data.version}
              operation={updateLedgerSetting}
              fields={['closedThrough', 'backdateLimitDays']}
              initial={setting.data}
              version={setting.data.version}
              readCurrent={() => client.call(getLedgerSetting, {})}
              confirm={async ({ closedThrough }) => {
                if (closedThrough === closedBefore) return null
                if (closedThrough === null || (closedBefore !== null && closedThrough < closedBefore)) {
                  return t('settings.book_reopen_sure')
                }
                return t('settings.book_close_sure', { day: format.day(closedThrough) })
              }}
              onDone={() => notifyDone(t('settings.saved'))}
            />
          ) : (
            <Text size="sm">{t('settings.book_limit', { days: setting.data.backdateLimitDays })}</Text>
          )}
        </Stack>
      )}
    </DocumentSection>
  )
}
