import { Drawer, Facts, Group, Icon, ScreenLink, Stack, Text, Title, useFormat } from '@lumbung/ui'
import type { AuditEntry } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import styles from './audit.module.css'
import { CopyValue } from './CopyValue.tsx'
import { Differences } from './Differences.tsx'

/** One entry of the trail in full: who, when, from where, and each field before and after. */
export function EntryDrawer({ entry, onClose }: { entry: AuditEntry | null; onClose(): void }) {
  return (
    <Drawer opened={entry !== null} onClose={onClose} position="right" size="lg" title={entry?.thing.title}>
      {entry && <Entry entry={entry} onFollow={onClose} />}
    </Drawer>
  )
}

function Entry({ entry, onFollow }: { entry: AuditEntry; onFollow(): void }) {
  const t = useAdminTexts()
  const format = useFormat()
  const { at, by, actorId, thing, operation, resourceType, resourceId, requestId, address } = entry
  return (
    <Stack gap="lg">
      {thing.name !== null && (
        <Text fw={650} size="lg">
          <bdi>{thing.name}</bdi>
        </Text>
      )}
      <Facts
        facts={[
          { label: t('audit.actor'), value: <bdi>{by}</bdi> },
          {
            label: t('audit.at'),
            value: (
              <time dateTime={at} title={at}>
                {format.instant(at)} ({format.ago(at)})
              </time>
            ),
          },
          ...(thing.kind === null ? [] : [{ label: t('audit.resource_type'), value: thing.kind }]),
          { label: t('audit.address'), value: address ?? t('audit.unknown') },
        ]}
      />
      <Group gap="4px lg">
        {thing.path !== null && (
          <ScreenLink to={thing.path} size="sm" className={styles.follow} onClick={onFollow}>
            <Icon name="file-text" size={16} />
            {t('audit.open')}
          </ScreenLink>
        )}
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
        {thing.facts.length > 0 ? (
          <Differences facts={thing.facts} />
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
