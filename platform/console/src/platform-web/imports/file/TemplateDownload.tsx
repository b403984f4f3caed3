import { readImportTemplate } from '@lumbung/kernel/contract'
import { Button, Group, Icon, ProblemNotice, Stack, Text, useDownload } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'

/** A file that has the right columns already, for who begins with none. */
export function TemplateDownload({ operation }: { operation: string }) {
  const t = usePlatformTexts()
  const template = useDownload(readImportTemplate)
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {t('imports.template')}
      </Text>
      <Group gap="xs">
        {(['xlsx', 'csv'] as const).map((format) => (
          <Button
            key={format}
            variant="default"
            size="xs"
            leftSection={<Icon name="download" size={16} />}
            disabled={template.isRunning}
            onClick={() => void template.run({ operation, format })}
          >
            {t(`imports.template_${format}`)}
          </Button>
        ))}
      </Group>
      {template.problem && <ProblemNotice problem={template.problem} />}
    </Stack>
  )
}
