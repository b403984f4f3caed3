import { Alert, Button, Group, Text } from '@mantine/core'
import { useFormat } from '../../format/use-format.ts'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'

/** Says that what stands in the fields was typed before, and offers to begin anew. */
export function DraftNote({ at, onDiscard }: { at: string; onDiscard(): void }) {
  const t = useUiTexts()
  const format = useFormat()
  return (
    <Alert variant="light" color="gray" icon={<Icon name="history" />} role="status" py="xs">
      <Group gap="xs" justify="space-between">
        <Text size="sm">{t('form.draft_restored', { when: format.ago(at) })}</Text>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDiscard}>
          {t('form.draft_discard')}
        </Button>
      </Group>
    </Alert>
  )
}
