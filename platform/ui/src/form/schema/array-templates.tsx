import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core'
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import { SchemaGroup } from './SchemaGroup.tsx'

/** A list of parts, added at its end. */
export function SchemaArrayTemplate({
  title,
  schema,
  fieldPathId,
  items,
  canAdd,
  onAddClick,
}: ArrayFieldTemplateProps) {
  const t = useUiTexts()
  return (
    <SchemaGroup id={fieldPathId.$id} title={title} description={schema.description}>
      <Stack gap="sm">
        {items.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('form.schema.empty')}
          </Text>
        ) : (
          items
        )}
        {canAdd && (
          <div>
            <Button
              size="sm"
              variant="light"
              leftSection={<Icon name="plus" size={18} />}
              onClick={onAddClick}
            >
              {t('form.schema.add')}
            </Button>
          </div>
        )}
      </Stack>
    </SchemaGroup>
  )
}

/** One of them, with the way to remove it. */
export function SchemaArrayItemTemplate({
  children,
  index,
  buttonsProps,
  hasToolbar,
}: ArrayFieldItemTemplateProps) {
  const t = useUiTexts()
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <div style={{ flex: 1, minWidth: 0 }}>{children}</div>
      {hasToolbar && buttonsProps.hasRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`${t('form.schema.remove')} ${index + 1}`}
          onClick={buttonsProps.onRemoveItem}
        >
          <Icon name="x" />
        </ActionIcon>
      )}
    </Group>
  )
}
