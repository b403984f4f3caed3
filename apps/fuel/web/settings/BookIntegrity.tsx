import { verifyLedger } from '@lumbung/ledger/contract'
import {
  Alert,
  Button,
  Code,
  DocumentSection,
  Icon,
  ProblemNotice,
  Text,
  useFormat,
  useRead,
  useSession,
} from '@lumbung/ui'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

/** Recomputes the whole book when asked to. For who may. */
export function BookIntegrity() {
  const t = useFuelTexts()
  const { can } = useSession()
  const check = useRead(verifyLedger, {}, { enabled: false })
  if (!can(verifyLedger.permission)) return null
  return (
    <DocumentSection title={t('settings.integrity')}>
      <Text size="sm" c="dimmed">
        {t('settings.integrity_summary')}
      </Text>
      <div>
        <Button variant="default" loading={check.isFetching} onClick={() => void check.refetch()}>
          {t('settings.integrity_run')}
        </Button>
      </div>
      <div role="status">
        {check.isFetching && <Text size="sm">{t('settings.integrity_running')}</Text>}
        {check.data && !check.isFetching && !check.error && <Result found={check.data} />}
      </div>
      {check.error && !check.isFetching && <ProblemNotice problem={check.error} />}
    </DocumentSection>
  )
}

function Result({ found }: { found: NonNullable<ReturnType<typeof useRead<typeof verifyLedger>>['data']> }) {
  const t = useFuelTexts()
  const format = useFormat()
  const { firstBroken } = found
  const counts = { accounts: format.number(found.accounts), movements: format.number(found.movements) }
  if (found.intact || firstBroken === null) {
    return (
      <Alert color="padi" icon={<Icon name="check" />}>
        {t('settings.integrity_intact', counts)}
      </Alert>
    )
  }
  const seq = format.number(firstBroken.seq)
  return (
    <Alert color="red" icon={<Icon name="alert" />}>
      <Text size="sm">{t('settings.integrity_broken', { ...counts, seq })}</Text>
      <Code block mt="xs">
        {t('settings.integrity_detail', { account: firstBroken.accountId, seq, what: firstBroken.what })}
      </Code>
    </Alert>
  )
}
