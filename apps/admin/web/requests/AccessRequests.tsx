import { AskAction, ListPage, useSession, useUrlState } from '@lumbung/ui'
import { useState } from 'react'
import { type AccessRequest, declineRequest, listRequests } from '../../contract/index.ts'
import { usePermissionWords } from '../permissions/use-permission-words.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { RequestDrawer } from './RequestDrawer.tsx'
import { useRequestColumns } from './use-request-columns.tsx'

const STATUSES = ['open', 'granted', 'declined'] as const
const WAITING = { status: 'open' }

/** What people asked for after a refusal: those that wait first, to be granted or declined. */
export function AccessRequests() {
  const t = useAdminTexts()
  const { me } = useSession()
  const [{ status }] = useUrlState()
  const wordsOf = usePermissionWords()
  const [opened, setOpened] = useState<AccessRequest | null>(null)
  const [declining, setDeclining] = useState<AccessRequest | null>(null)
  const isMine = ({ user }: AccessRequest) => user.id === me.user.id
  const columns = useRequestColumns({ areWaiting: status === WAITING.status, isMine })
  return (
    <>
      <ListPage
        id="admin.access-requests"
        title={t('requests.title')}
        summary={t('requests.summary')}
        operation={listRequests}
        opensWith={WAITING}
        keyOf={({ id }) => id}
        onOpen={setOpened}
        columns={columns}
        filters={[
          {
            kind: 'choice',
            name: 'status',
            label: t('requests.status'),
            choices: STATUSES.map((value) => ({ value, label: t(`requests.status_${value}`) })),
          },
        ]}
        rowActions={(request) =>
          request.status === 'open' && !isMine(request)
            ? [
                { label: t('requests.decide'), icon: 'hand-stop', run: () => setOpened(request) },
                {
                  label: t('requests.decline'),
                  icon: 'x',
                  tone: 'danger',
                  run: () => setDeclining(request),
                },
              ]
            : []
        }
        empty={{ sentence: t('requests.empty') }}
      />
      <RequestDrawer
        request={opened}
        isMine={opened !== null && isMine(opened)}
        onDecline={setDeclining}
        onClose={() => setOpened(null)}
      />
      <AskAction
        action={
          declining && {
            label: t('requests.decline'),
            tone: 'danger',
            operation: declineRequest,
            input: { id: declining.id },
            confirm: {
              title: t('requests.decline_title', { name: declining.user.name }),
              sentence: t('requests.decline_sentence', { permission: wordsOf(declining.permission) }),
            },
            onDone: () => setOpened(null),
          }
        }
        onClose={() => setDeclining(null)}
      />
    </>
  )
}
