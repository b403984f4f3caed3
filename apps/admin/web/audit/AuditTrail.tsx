import { ListPage, type RowOf, Text, useFormat, useOperationWords } from '@lumbung/ui'
import { useState } from 'react'
import { listAudit } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { EntryDrawer } from './EntryDrawer.tsx'
import { useActorName } from './use-actor-name.ts'
import { useResourceWords } from './use-resource-words.ts'
import { useTrailFilters } from './use-trail-filters.ts'

/** Who changed what and when: narrowed by person, operation, record and time; each entry opens beside the list. */
export function AuditTrail() {
  const t = useAdminTexts()
  const format = useFormat()
  const wordsOf = useOperationWords()
  const { wordOf } = useResourceWords()
  const actorName = useActorName()
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
            cell: ({ operation }) => <span title={operation}>{wordsOf(operation)}</span>,
            onPhone: 'title',
          },
          {
            id: 'actorName',
            header: t('audit.actor'),
            cell: (entry) => <bdi>{actorName(entry)}</bdi>,
            onPhone: 'detail',
            width: 190,
          },
          {
            id: 'resource',
            header: t('audit.resource'),
            cell: ({ resourceType }) => (resourceType === null ? <Nothing /> : wordOf(resourceType)),
            exports: ['resourceType', 'resourceId'],
            onPhone: 'detail',
            width: 190,
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

function Nothing() {
  return (
    <Text span inherit c="dimmed">
      –
    </Text>
  )
}
