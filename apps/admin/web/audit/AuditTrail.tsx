import { ListPage, type RowOf, Text, useFormat } from '@lumbung/ui'
import { useState } from 'react'
import { type AuditEntry, listAudit } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import styles from './audit.module.css'
import { EntryDrawer } from './EntryDrawer.tsx'
import { useTrailFilters } from './use-trail-filters.ts'

/** Who changed what and when: narrowed by person, operation, record and time; each entry opens beside the list. */
export function AuditTrail() {
  const t = useAdminTexts()
  const format = useFormat()
  const filters = useTrailFilters()
  const [opened, setOpened] = useState<RowOf<typeof listAudit> | null>(null)
  return (
    <>
      <ListPage
        id="admin.audit"
        title={t('audit.title')}
        summary={t('audit.summary')}
        operation={listAudit}
        keyOf={({ id }) => id}
        onOpen={setOpened}
        filters={filters}
        columns={[
          {
            id: 'operation',
            header: t('audit.operation'),
            cell: ({ operation, thing }) => <span title={operation}>{thing.title}</span>,
            exports: ['thing.title'],
            onPhone: 'title',
          },
          {
            id: 'thing',
            header: t('audit.resource'),
            cell: ({ thing }) => <Thing thing={thing} />,
            exports: ['thing.name', 'thing.told'],
            onPhone: 'detail',
          },
          {
            id: 'kind',
            header: t('audit.resource_type'),
            cell: ({ thing: { kind } }) => kind ?? <Nothing />,
            exports: ['thing.kind'],
            optional: true,
            width: 190,
          },
          {
            id: 'by',
            header: t('audit.actor'),
            cell: ({ by }) => <bdi>{by}</bdi>,
            onPhone: 'detail',
            width: 170,
          },
          {
            id: 'at',
            sort: 'at',
            header: t('audit.at'),
            cell: ({ at }) => (
              <time dateTime={at} title={format.ago(at)}>
                {format.instant(at)}
              </time>
            ),
            onPhone: 'detail',
            width: 200,
          },
          {
            id: 'operationId',
            header: t('audit.operation_id'),
            cell: ({ operation }) => operation,
            exports: ['operation'],
            optional: true,
          },
          {
            id: 'resourceId',
            header: t('audit.resource_id'),
            cell: ({ resourceId }) => resourceId ?? <Nothing />,
            optional: true,
          },
          {
            id: 'address',
            header: t('audit.address'),
            cell: ({ address }) => address ?? <Nothing />,
            optional: true,
            width: 150,
          },
          {
            id: 'requestId',
            header: t('audit.request'),
            cell: ({ requestId }) => requestId ?? <Nothing />,
            optional: true,
          },
        ]}
        empty={{ sentence: t('audit.empty') }}
      />
      <EntryDrawer entry={opened} onClose={() => setOpened(null)} />
    </>
  )
}

/** The record as it was called then, and the most telling facts below it. */
function Thing({ thing: { name, kind, told } }: { thing: AuditEntry['thing'] }) {
  const called = name ?? kind
  return (
    <span className={styles.thing}>
      <bdi className={styles.name}>{called ?? <Nothing />}</bdi>
      {told !== '' && (
        <Text span size="xs" c="dimmed" title={told} className={styles.told}>
          {told}
        </Text>
      )}
    </span>
  )
}

function Nothing() {
  return (
    <Text span inherit c="dimmed">
      –
    </Text>
  )
}
