import {
  Drawer,
  Facts,
  Group,
  Icon,
  ScreenLink,
  Stack,
  Text,
  Title,
  useFormat,
  useOperationWords,
} from '@lumbung/ui'
import type { AuditEntry } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import styles from './audit.module.css'
import { CopyValue } from './CopyValue.tsx'
import { Differences } from './Differences.tsx'
import { useActorName } from './use-actor-name.ts'
import { useResourceWords } from './use-resource-words.ts'

/** One entry of the trail in full: who, when, from where, and each field before and after. */
export function EntryDrawer({ entry, onClose }: { entry: AuditEntry | null; onClose(): void }) {
  const wordsOf = useOperationWords()
  return (
    <Drawer
      opened={entry !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={entry ? wordsOf(entry.operation) : ''}
    >
      {entry && <Entry entry={entry} onFollow={onClose} />}
    </Drawer>
  )
}

function Entry({ entry, onFollow }: { entry: AuditEntry; onFollow(): void }) {
  const t = useAdminTexts()
  const format = useFormat()
  const actorName = useActorName()
  const { wordOf } = useResourceWords()
  const { at, actorId, operation, resourceType, resourceId, changes, requestId, address } = entry
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: t('audit.actor'), value: <bdi>{actorName(entry)}</bdi> },
          {
            label: t('audit.at'),
            value: (
              <time dateTime={at} title={at}>
                {format.instant(at)} ({format.ago(at)})
              </time>
            ),
          },
          ...(resourceType === null ? [] : [{ label: t('audit.resource'), value: wordOf(resourceType) }]),
          { label: t('audit.address'), value: address ?? t('audit.unknown') },
        ]}
      />
      <Group gap="0 md">
        {resourceType !== null && resourceId !== null && (
          <Follow search={{ resourceType, resourceId }} onFollow={onFollow}>
            {t('audit.all_of_resource')}
          </Follow>
        )}
        {actorId !== null && (
          <Follow search={{ personId: actorId }} onFollow={onFollow}>
            {t('audit.all_by_person')}
          </Follow>
        )}
      </Group>
      <section aria-labelledby={`changes-${entry.id}`}>
        <Title order={2} size="h5" mb="xs" id={`changes-${entry.id}`}>
          {t('audit.changes')}
        </Title>
        {changes && Object.keys(changes).length > 0 ? (
          <Differences operation={operation} changes={changes} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('audit.no_changes')}
          </Text>
        )}
      </section>
      <Facts
        facts={[
          { label: t('audit.operation_id'), value: <CopyValue value={operation} /> },
          ...(resourceId === null
            ? []
            : [{ label: t('audit.resource_id'), value: <CopyValue value={resourceId} /> }]),
          ...(requestId === null
            ? []
            : [{ label: t('audit.request'), value: <CopyValue value={requestId} /> }]),
        ]}
      />
    </Stack>
  )
}

function Follow({
  search,
  onFollow,
  children,
}: {
  search: Record<string, string>
  onFollow(): void
  children: string
}) {
  return (
    <ScreenLink
      to="/admin/audit"
      search={search as never}
      size="sm"
      className={styles.follow}
      onClick={onFollow}
    >
      <Icon name="filter" size={16} />
      {children}
    </ScreenLink>
  )
}
