import { type Column, Text, useFormat } from '@lumbung/ui'
import type { AccessRequest } from '../../contract/index.ts'
import { usePermissionWords } from '../permissions/use-permission-words.ts'
import { useScopeText } from '../places/use-scope-text.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { RequestStatus } from './RequestStatus.tsx'
import { useDecidedText } from './use-decided-text.ts'

/** Requests that wait are judged by their reason, the others by their decision: only those columns are shown. */
export function useRequestColumns({
  areWaiting,
  isMine,
}: {
  areWaiting: boolean
  isMine(request: AccessRequest): boolean
}): readonly Column<AccessRequest>[] {
  const t = useAdminTexts()
  const format = useFormat()
  const wordsOf = usePermissionWords()
  const scopeText = useScopeText()
  const decidedText = useDecidedText()
  const reason: Column<AccessRequest> = {
    id: 'reason',
    header: t('requests.reason'),
    cell: (request) => request.reason || <NoReason />,
    onPhone: 'detail',
  }
  const decision: readonly Column<AccessRequest>[] = [
    {
      id: 'status',
      header: t('requests.status'),
      cell: ({ status }) => <RequestStatus status={status} />,
      onPhone: 'aside',
      width: 140,
    },
    {
      id: 'decided',
      header: t('requests.decided'),
      cell: (request) => decidedText(request) ?? '–',
      onPhone: 'detail',
      width: 260,
    },
  ]
  return [
    {
      id: 'user',
      header: t('requests.person'),
      cell: (request) => (
        <>
          <bdi>{request.user.name}</bdi>
          {isMine(request) && ` ${t('requests.you')}`}
        </>
      ),
      onPhone: 'title',
      width: 170,
    },
    {
      id: 'permission',
      header: t('requests.permission'),
      cell: ({ permission }) => wordsOf(permission),
      onPhone: 'detail',
    },
    {
      id: 'scope',
      header: t('requests.where'),
      cell: ({ scope }) => scopeText(scope),
      onPhone: 'detail',
      width: 160,
    },
    ...(areWaiting ? [reason] : []),
    {
      id: 'createdAt',
      header: t('requests.asked'),
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} title={format.instant(createdAt)}>
          {format.ago(createdAt)}
        </time>
      ),
      width: 160,
      ...(areWaiting ? { onPhone: 'aside' } : { optional: true }),
    },
    ...(areWaiting ? [] : decision),
  ]
}

function NoReason() {
  const t = useAdminTexts()
  return (
    <Text span inherit c="dimmed">
      {t('requests.no_reason')}
    </Text>
  )
}
