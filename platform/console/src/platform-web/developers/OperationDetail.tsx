import { PUBLIC } from '@lumbung/contract'
import {
  type CatalogueOperation,
  Code,
  Facts,
  ProblemNotice,
  ScreenButton,
  Skeleton,
  Stack,
  Text,
  Title,
  useServerDocument,
} from '@lumbung/ui'
import type { ReactNode } from 'react'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import { CodeSample } from './CodeSample.tsx'
import { curlExample } from './curl-example.ts'
import styles from './developers.module.css'
import { FailureTable } from './FailureTable.tsx'
import { exampleAnswerOf, failuresOf } from './failures-of.ts'
import { InputTable } from './InputTable.tsx'
import { inputFieldsOf } from './input-fields.ts'
import { OPEN_API_PATH, type OpenApi, operationOf } from './open-api.ts'
import { useReach } from './use-reach.ts'

/** The whole document is fetched with the first operation that is opened. */
const itself = (document: OpenApi) => document

/** What an operation takes and answers, how it fails, and how it is called. */
export function OperationDetail({ operation, mayUse }: { operation: CatalogueOperation; mayUse: boolean }) {
  const t = usePlatformTexts()
  const reachOf = useReach()
  const document = useServerDocument(OPEN_API_PATH, itself)
  const described = document.data && operationOf(document.data, operation.id)
  // The form that carries out any operation sends no file, and signs nobody in.
  const canBeTried = operation.body === 'json' && operation.permission !== PUBLIC
  return (
    <Stack className={styles.detail ?? ''} gap="md">
      <Facts facts={reachOf(operation)} />
      {canBeTried && (
        <div>
          <ScreenButton to={`/run/${operation.id}`} variant="default" size="xs">
            {t(mayUse ? 'developers.try' : 'developers.try_refused')}
          </ScreenButton>
        </div>
      )}
      {document.error && <ProblemNotice problem={document.error} onRetry={() => void document.refetch()} />}
      {document.isPending && <Skeleton height={200} />}
      {document.data && described && (
        <>
          <Part title={t('developers.input')}>
            <InputTable fields={inputFieldsOf(document.data, described)} />
          </Part>
          <Part title={t('developers.example')}>
            <CodeSample text={curlExample(document.data, described, operation, location.origin)} />
          </Part>
          <Part title={t('developers.answer')}>
            <Answer operation={operation} example={exampleAnswerOf(described)} />
          </Part>
          <Part title={t('developers.failures')}>
            <FailureTable failures={failuresOf(document.data, described)} />
          </Part>
        </>
      )}
    </Stack>
  )
}

function Answer({ operation, example }: { operation: CatalogueOperation; example: unknown }) {
  const t = usePlatformTexts()
  if (example !== undefined) return <CodeSample text={JSON.stringify(example, null, 2)} />
  return (
    <Text size="sm">
      <Code>{operation.status}</Code>{' '}
      {t(operation.answer === 'file' ? 'developers.answer_file' : 'developers.answer_unknown')}
    </Text>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={6}>
      <Title order={3} size="h6">
        {title}
      </Title>
      {children}
    </Stack>
  )
}
