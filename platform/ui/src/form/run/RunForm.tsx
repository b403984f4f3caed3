import { ApiProblem } from '@lumbung/client'
import type { CommandOperation } from '@lumbung/contract'
import { Code, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useClient } from '../../data/client.tsx'
import { type CatalogueOperation, useServerDocument } from '../../data/use-catalogue.ts'
import { useCarryOut } from '../../data/use-command.ts'
import { useDownload } from '../../data/use-download.ts'
import { ProblemNotice } from '../../problem/ProblemNotice.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { FieldSchema } from '../facts/field-schema.ts'
import { SchemaForm } from '../LazySchemaForm.tsx'
import { Answer } from './Answer.tsx'
import { operationOf } from './catalogue-operation.ts'
import { splitVersion, withVersion } from './version-field.ts'

interface Outcome {
  answer?: unknown
  problem?: ApiProblem
}

/** Fills in, carries out and shows the answer of an operation that has no screen of its own. */
export function RunForm({ entry }: { entry: CatalogueOperation }) {
  const t = useUiTexts()
  const client = useClient()
  const carryOut = useCarryOut()
  const operation = useMemo(() => operationOf(entry), [entry])
  const download = useDownload(operation)
  const schema = useServerDocument(entry.schema, (whole: FieldSchema) => whole)
  const asked = useMemo(
    () => schema.data && (entry.versioned ? withVersion(schema.data) : schema.data),
    [schema.data, entry],
  )
  const [isBusy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>({})
  const send = async (filled: Record<string, unknown>): Promise<Outcome> => {
    const { input, version } = splitVersion(filled)
    if (operation.kind === 'query') return { answer: await client.call(operation, input) }
    const options = version === undefined ? {} : { ifMatch: version }
    return { answer: await carryOut(operation as CommandOperation, input, options) }
  }
  const run = async (filled: Record<string, unknown>) => {
    if (entry.answer === 'file') return download.run(filled)
    setBusy(true)
    try {
      setOutcome(await send(filled))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setOutcome({ problem: error })
    } finally {
      setBusy(false)
    }
  }
  if (entry.body === 'upload') return <Text>{t('run.upload')}</Text>
  const problem = outcome.problem ?? download.problem
  const errors = problem && Object.keys(problem.errors).length > 0 ? problem.errors : undefined
  return (
    <Stack gap="lg">
      {schema.error && <ProblemNotice problem={schema.error} onRetry={() => void schema.refetch()} />}
      {problem && !errors && <ProblemNotice problem={problem} />}
      {asked && Object.keys(asked.properties ?? {}).length === 0 && (
        <Text c="dimmed">{t('run.nothing')}</Text>
      )}
      {asked && (
        <SchemaForm
          schema={asked as Record<string, unknown>}
          submitLabel={t('run.submit')}
          isBusy={isBusy || download.isRunning}
          {...(errors ? { errors } : {})}
          onSubmit={(filled) => void run(filled)}
        />
      )}
      {'answer' in outcome && <Answer answer={outcome.answer} />}
      <Text size="xs" c="dimmed">
        <Code>{`${entry.method} ${entry.path}`}</Code>
      </Text>
    </Stack>
  )
}
