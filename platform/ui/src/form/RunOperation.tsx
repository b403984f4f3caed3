import { Box, Skeleton, Text } from '@mantine/core'
import { useCatalogue } from '../data/use-catalogue.ts'
import { useParam } from '../page/navigation.tsx'
import { Page } from '../page/Page.tsx'
import { ProblemNotice } from '../problem/ProblemNotice.tsx'
import { Refused } from '../problem/Refused.tsx'
import { useSession } from '../session/session.tsx'
import { useLocalText, useUiTexts } from '../texts/texts.ts'
import styles from './form.module.css'
import { RunForm } from './run/RunForm.tsx'

/** The screen at `/run/$operation`: any operation of the product, also one that no screen was made for. */
export function RunOperation() {
  const t = useUiTexts()
  const local = useLocalText()
  const { can } = useSession()
  const operation = useParam('operation')
  const catalogue = useCatalogue()
  if (catalogue.error)
    return (
      <Page title={t('run.title')} width="narrow">
        <ProblemNotice problem={catalogue.error} onRetry={() => void catalogue.refetch()} />
      </Page>
    )
  if (!catalogue.data)
    return (
      <Page title={t('run.title')} width="narrow">
        <Skeleton height={240} />
      </Page>
    )
  const entry = catalogue.data.flatMap((app) => app.operations).find(({ id }) => id === operation)
  if (!entry)
    return (
      <Page title={t('run.unknown', { operation })} width="narrow">
        <Text>{t('run.unknown_explained')}</Text>
      </Page>
    )
  if (!can(entry.permission)) return <Refused permission={entry.permission} title={entry.summary} />
  return (
    <Page title={local(entry.summary)} summary={entry.id} width="narrow">
      <Box className={styles.sheet}>
        <RunForm key={entry.id} entry={entry} />
      </Box>
    </Page>
  )
}
