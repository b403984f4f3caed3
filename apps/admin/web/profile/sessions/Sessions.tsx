import {
  AskAction,
  Button,
  DocumentSection,
  ProblemNotice,
  type RowOf,
  Skeleton,
  Stack,
  Text,
  useRead,
} from '@lumbung/ui'
import { useState } from 'react'
import { endSession, listSessions } from '../../../contract/index.ts'
import { useAdminTexts } from '../../texts/use-admin-texts.ts'
import { EndOthers } from './EndOthers.tsx'
import { SessionRow } from './SessionRow.tsx'
import styles from './sessions.module.css'
import { useSessionWords } from './use-session-words.ts'

export type OwnSession = RowOf<typeof listSessions>

const SHOWN_AT_FIRST = 6

/** Where I am signed in: this session first, then those that were used last. */
export function Sessions() {
  const t = useAdminTexts()
  const sessions = useRead(listSessions, {})
  const rows = [...(sessions.data?.data ?? [])].sort(bySessionOrder)
  const others = rows.filter(({ current }) => !current)
  return (
    <DocumentSection
      title={t('sessions.title')}
      actions={others.length > 1 && <EndOthers sessions={others} />}
    >
      <Text size="sm" c="dimmed">
        {t('sessions.explained')}
      </Text>
      {sessions.error && <ProblemNotice problem={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isPending && <Skeleton height={160} />}
      {sessions.data && <SessionRows rows={rows} />}
      {sessions.data && others.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('sessions.only_this')}
        </Text>
      )}
    </DocumentSection>
  )
}

function SessionRows({ rows }: { rows: readonly OwnSession[] }) {
  const t = useAdminTexts()
  const wordsOf = useSessionWords()
  const [isWhole, setWhole] = useState(false)
  const [ending, setEnding] = useState<OwnSession | null>(null)
  const shown = isWhole ? rows : rows.slice(0, SHOWN_AT_FIRST)
  return (
    <Stack gap="xs">
      <ul className={styles.sessions}>
        {shown.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ul>
      {shown.length < rows.length && (
        <Button variant="subtle" size="compact-sm" className={styles.more} onClick={() => setWhole(true)}>
          {t('sessions.show_more', { count: rows.length - shown.length })}
        </Button>
      )}
      <AskAction
        action={
          ending && {
            label: t('sessions.end'),
            tone: 'danger',
            operation: endSession,
            input: { id: ending.id },
            confirm: {
              title: t('sessions.end_title'),
              sentence: t('sessions.end_sentence', { ...wordsOf(ending) }),
            },
          }
        }
        onClose={() => setEnding(null)}
      />
    </Stack>
  )
}

function bySessionOrder(a: OwnSession, b: OwnSession): number {
  return Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt)
}
