import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import {
  ADDITIONAL_PROPERTY_FLAG,
  canExpand,
  type FieldTemplateProps,
  getTemplate,
  type ObjectFieldTemplateProps,
  type WrapIfAdditionalTemplateProps,
} from '@rjsf/utils'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import { SchemaGroup } from './SchemaGroup.tsx'

/** A part with what belongs around it. Our own controls say themselves what is wrong with them. */
export function SchemaFieldTemplate(props: FieldTemplateProps) {
  const { schema, uiSchema, registry, hidden, errors, children } = props
  const WrapIfAdditional = getTemplate('WrapIfAdditionalTemplate', registry)
  if (hidden) return null
  const isGroup =
    schema.type === 'object' || (schema.type === 'array' && uiSchema?.['ui:widget'] === undefined)
  return (
    <WrapIfAdditional {...props}>
      {children}
      {isGroup && errors}
    </WrapIfAdditional>
  )
}

/** A group of fields, one below the other; the outermost is the form itself. */
export function SchemaObjectTemplate({
  title,
  description,
  properties,
  fieldPathId,
  schema,
  uiSchema,
  formData,
  onAddProperty,
}: ObjectFieldTemplateProps) {
  const t = useUiTexts()
  const parts = (
    <Stack gap="md">
      {properties
        .filter(({ hidden }) => !hidden)
        .map(({ name, content }) => (
          <div key={name}>{content}</div>
        ))}
      {canExpand(schema, uiSchema, formData) && (
        <div>
          <Button
            size="sm"
            variant="light"
            leftSection={<Icon name="plus" size={18} />}
            onClick={onAddProperty}
          >
            {t('form.schema.add')}
          </Button>
        </div>
      )}
    </Stack>
  )
  if (fieldPathId.path.length === 0) return parts
  return (
    // The library numbers entries as `Peran-1`.
    <SchemaGroup id={fieldPathId.$id} title={title.replace(/-(\d+)$/, ' $1')} description={description}>
      {parts}
    </SchemaGroup>
  )
}

/** An entry whose name the person chooses: its name beside its value. */
export function SchemaEntryTemplate({
  id,
  label,
  schema,
  children,
  onKeyRenameBlur,
  onRemoveProperty,
}: WrapIfAdditionalTemplateProps) {
  const t = useUiTexts()
  if (!(ADDITIONAL_PROPERTY_FLAG in schema)) return <div>{children}</div>
  return (
    <Group gap="xs" align="flex-start" wrap="nowrap">
      <Stack gap="xs" flex={1}>
        <TextInput
          id={`${id}-key`}
          key={label}
          label={
            <Text span inherit>
              {t('form.schema.key')}
            </Text>
          }
          defaultValue={label}
          onBlur={onKeyRenameBlur}
        />
        {children}
      </Stack>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        mt={24}
        aria-label={`${t('form.schema.remove')} ${label}`}
        onClick={onRemoveProperty}
      >
        <Icon name="x" />
      </ActionIcon>
    </Group>
  )
}
