import type { ApiProblem } from '@lumbung/client'
import { Skeleton, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ScreenButton } from '../page/navigation.tsx'
import { Page } from '../page/Page.tsx'
import { PageName } from '../page/page-name.ts'
import { ProblemNotice } from '../problem/ProblemNotice.tsx'
import { useUiTexts } from '../texts/texts.ts'

export interface ReadDocumentProps<Document> {
  /** What `useRead` answers. */
  reading: {
    data: Document | undefined
    error: ApiProblem | null
    refetch(): unknown
  }
  /** What kind of thing it is, until its own name is known. */
  title: string
  /** The list that it stands in, for who came by an old link. */
  back?: { label: string; path: string }
  children(document: Document): ReactNode
}

/** A document that is being read: its outline, then the document, or why it is not there. */
export function ReadDocument<Document>({ reading, title, back, children }: ReadDocumentProps<Document>) {
  const t = useUiTexts()
  const { data, error, refetch } = reading
  const isGone = error?.status === 404
  if (data !== undefined && !isGone) {
    return (
      <Stack gap="md">
        {error && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
        {children(data)}
      </Stack>
    )
  }
  if (isGone) {
    return (
      <Page title={t('document.gone')} summary={title} width="narrow">
        <PageName name={title} />
        <Text>{t('document.gone_explained')}</Text>
        {back && (
          <div>
            <ScreenButton to={back.path} variant="default">
              {back.label}
            </ScreenButton>
          </div>
        )}
      </Page>
    )
  }
  return (
    <Page title={title}>
      {error ? (
        <>
          <PageName name={title} />
          <ProblemNotice problem={error} onRetry={() => void refetch()} />
        </>
      ) : (
        <Stack gap="md" role="status" aria-label={t('status.loading')}>
          <Skeleton height={32} width="40%" />
          <Skeleton height={180} />
          <Skeleton height={120} />
        </Stack>
      )}
    </Page>
  )
}
