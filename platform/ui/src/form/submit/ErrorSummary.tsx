import { Alert, Anchor, List, Text } from '@mantine/core'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import { focusField } from './focus-field.ts'
import type { SummaryEntry } from './summary-entries.ts'

/** Above the form after it was refused: everything that needs mending, each entry leading to its field. */
export function ErrorSummary({
  entries,
  idOf,
}: {
  entries: readonly SummaryEntry[]
  idOf(path: string): string
}) {
  const t = useUiTexts()
  if (entries.length === 0) return null
  return (
    <Alert
      color="red"
      role="alert"
      icon={<Icon name="alert" />}
      title={t('form.summary', { count: entries.length })}
    >
      <List size="sm" spacing={4}>
        {entries.map(({ path, name, sentence }) => {
          const said = name === null ? sentence : `${name}: ${sentence}`
          return (
            <List.Item key={path ?? said}>
              {path === null ? (
                <Text size="sm">{said}</Text>
              ) : (
                <Anchor
                  href={`#${idOf(path)}`}
                  size="sm"
                  c="inherit"
                  underline="always"
                  onClick={(event) => {
                    event.preventDefault()
                    focusField(idOf(path))
                  }}
                >
                  {said}
                </Anchor>
              )}
            </List.Item>
          )
        })}
      </List>
    </Alert>
  )
}
