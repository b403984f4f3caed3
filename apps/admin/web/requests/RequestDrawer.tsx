import { Alert, Code, Drawer, Facts, Icon, Stack, Text, useFormat } from '@lumbung/ui'
import type { AccessRequest } from '../../contract/index.ts'
import { usePermissionWords } from '../permissions/use-permission-words.ts'
import { useScopeText } from '../places/use-scope-text.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { Decision } from './Decision.tsx'
import { RequestStatus } from './RequestStatus.tsx'
import styles from './requests.module.css'
import { useDecidedText } from './use-decided-text.ts'

/** One request beside the list, with the decision about it where it waits for one. */
export function RequestDrawer({
  request,
  isMine,
  onDecline,
  onClose,
}: {
  request: AccessRequest | null
  isMine: boolean
  onDecline(request: AccessRequest): void
  onClose(): void
}) {
  const t = useAdminTexts()
  return (
    <Drawer
      opened={request !== null}
      onClose={onClose}
      position="right"
      size="md"
      title={request ? t('requests.of', { name: request.user.name }) : ''}
    >
      {request && (
        <Stack className={styles.drawer}>
          <RequestFacts request={request} />
          {request.status === 'open' && isMine && (
            <Alert color="blue" icon={<Icon name="info" />}>
              {t('requests.own')}
            </Alert>
          )}
          {request.status === 'open' && !isMine && (
            <Decision request={request} onDecline={() => onDecline(request)} onDone={onClose} />
          )}
        </Stack>
      )}
    </Drawer>
  )
}

function RequestFacts({ request }: { request: AccessRequest }) {
  const t = useAdminTexts()
  const format = useFormat()
  const wordsOf = usePermissionWords()
  const scopeText = useScopeText()
  const decided = useDecidedText()(request)
  const { permission, scope, reason, createdAt, status } = request
  return (
    <>
      <div>
        <RequestStatus status={status} />
      </div>
      <Facts
        facts={[
          {
            label: t('requests.permission'),
            value: (
              <>
                {wordsOf(permission)} <Code className={styles.code}>{permission}</Code>
              </>
            ),
          },
          { label: t('requests.where'), value: scopeText(scope) },
          {
            label: t('requests.reason'),
            value: reason ? (
              <Text inherit span dir="auto" className={styles.reason}>
                {reason}
              </Text>
            ) : (
              t('requests.no_reason')
            ),
          },
          { label: t('requests.asked'), value: `${format.instant(createdAt)} (${format.ago(createdAt)})` },
          ...(decided === null ? [] : [{ label: t('requests.decided'), value: decided }]),
        ]}
      />
    </>
  )
}
