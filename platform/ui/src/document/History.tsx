import type { ApiProblem } from '@lumbung/client'
import { Button, Collapse, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useClient } from '../data/client.tsx'
import { useFormat } from '../format/use-format.ts'
import { Icon } from '../icons.tsx'
import { ProblemNotice } from '../problem/ProblemNotice.tsx'
import { RefusalFacts } from '../problem/RefusalFacts.tsx'
import { useRefusal } from '../problem/use-refusal.ts'
import { WayOut } from '../problem/WayOut.tsx'
import type { Change } from '../session/identity.ts'
import { useSession } from '../session/session.tsx'
import { useUiTexts } from '../texts/texts.ts'
import styles from './document.module.css'
import type { DocumentPageProps } from './document-types.ts'
import { FieldChanges } from './FieldChanges.tsx'
import { useOperationWords } from './operation-words.ts'

type HistoryOf = NonNullable<DocumentPageProps['history']>

/** So many are shown at first; most people want to know the last one. */
const FIRST = 5

/** What happened to the document, newest first, from the audit trail; on a phone it is folded. */
export function History({ history }: { history: HistoryOf }) {
  const t = useUiTexts()
  const { can, identity } = useSession()
  const isPhone = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false })
  const [isUnfolded, { toggle }] = useDisclosure(false)
  const body = useId()
  const isOpen = !isPhone || isUnfolded
  const Content = can(identity.changesPermission) ? Changes : Hidden
  return (
    <section aria-labelledby={`${body}-title`} className={styles.side}>
      <Title order={2} size="h5" id={`${body}-title`}>
        {isPhone ? (
          <UnstyledButton
            className={styles.fold}
            aria-expanded={isOpen}
            aria-controls={body}
            onClick={toggle}
          >
            {t('document.history')}
            <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={18} />
          </UnstyledButton>
        ) : (
          t('document.history')
        )}
      </Title>
      <Collapse expanded={isOpen} id={body}>
        {isOpen && <Content history={history} />}
      </Collapse>
    </section>
  )
}

function Changes({ history: { resourceType, resourceId, labels, show } }: { history: HistoryOf }) {
  const t = useUiTexts()
  const client = useClient()
  const { identity } = useSession()
  const [isWhole, setWhole] = useState(false)
  // Named by the document's own type, so that a command on the document reads its history anew.
  const { data, error, isPending, refetch } = useQuery<readonly Change[], ApiProblem>({
    queryKey: [`${resourceType}.history`, resourceId],
    queryFn: () => identity.readChanges(client, { resourceType, resourceId }),
  })
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />
  if (isPending) return <Skeleton height={120} />
  if (data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('document.history_empty')}
      </Text>
    )
  }
  return (
    <Stack gap="xs">
      <ol className={styles.history}>
        {(isWhole ? data : data.slice(0, FIRST)).map((change) => (
          <Entry key={change.id} change={change} labels={labels} show={show} />
        ))}
      </ol>
      {!isWhole && data.length > FIRST && (
        <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
          {t('document.history_more')}
        </Button>
      )}
    </Stack>
  )
}

function Entry({ change, labels, show }: { change: Change } & Pick<HistoryOf, 'labels' | 'show'>) {
  const t = useUiTexts()
  const format = useFormat()
  const wordsOf = useOperationWords()
  const { at, actorName, operation, changes } = change
  return (
    <li>
      <Text size="sm" fw={600}>
        {wordsOf(operation)}
      </Text>
      <Text size="xs" c="dimmed">
        <bdi>{actorName ?? t('document.by_system')}</bdi>
        {' · '}
        <time dateTime={at} title={format.ago(at)}>
          {format.instant(at)}
        </time>
      </Text>
      {changes && <FieldChanges operation={operation} changes={changes} labels={labels} show={show} />}
    </li>
  )
}

function Hidden() {
  const t = useUiTexts()
  const { identity } = useSession()
  const refusal = useRefusal(identity.changesPermission)
  const [isOpen, { toggle }] = useDisclosure(false)
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm" c="dimmed">
        {t('document.history_refused')}
      </Text>
      {isOpen ? (
        <>
          <RefusalFacts refusal={refusal} />
          <WayOut refusal={refusal} />
        </>
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={toggle}>
          {t('why.title')}
        </Button>
      )}
    </Stack>
  )
}
