import { Alert, Icon, ProblemNotice, Select, Skeleton, Text, useLocalText } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { useImportable } from '../use-importable.ts'

interface CommandChoiceProps {
  operation: string | null
  isDisabled: boolean
  onChoose(operation: string): void
}

/** What each row of the file becomes. */
export function CommandChoice({ operation, isDisabled, onChoose }: CommandChoiceProps) {
  const t = usePlatformTexts()
  const local = useLocalText()
  const { groups, isPending, problem, retry } = useImportable()
  if (problem) return <ProblemNotice problem={problem} onRetry={() => void retry()} />
  if (isPending) return <Skeleton height={64} />
  if (groups.length === 0) {
    return (
      <Alert icon={<Icon name="lock" />} title={t('imports.what_none')} color="gray">
        <Text size="sm">{t('imports.what_none_explained')}</Text>
      </Alert>
    )
  }
  const isKnown = groups.some(({ operations }) => operations.some(({ id }) => id === operation))
  return (
    <Select
      label={t('imports.what')}
      description={t('imports.what_help')}
      placeholder={t('imports.what_choose')}
      error={operation !== null && !isKnown ? t('imports.what_unknown', { operation }) : undefined}
      data={groups.map(({ app, operations }) => ({
        group: app,
        items: operations.map(({ id, summary }) => ({ value: id, label: local(summary) })),
      }))}
      value={isKnown ? operation : null}
      onChange={(chosen) => chosen && onChoose(chosen)}
      allowDeselect={false}
      disabled={isDisabled}
      searchable={groups.flatMap(({ operations }) => operations).length > 8}
    />
  )
}
