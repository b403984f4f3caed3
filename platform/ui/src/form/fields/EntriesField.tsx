import { Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import { startValues, type TypedValues } from '../values/typed-values.ts'
import { FieldLabel } from './control-frame.tsx'
import styles from './fields.module.css'
import { type FormField, type FormState, fieldId } from './form-field.ts'

/** A list of groups of fields: one box for each, added and removed as whole. */
export function EntriesField({
  form,
  formId,
  path,
  field,
  drawPart,
}: {
  form: FormState
  formId: string
  path: string
  field: FormField
  drawPart(path: string, part: FormField): ReactNode
}) {
  const t = useUiTexts()
  const entries = form.useWatchValue(path) as TypedValues[]
  const error = form.errors[path]
  const { label } = field
  const add = () => form.setFieldValue(path, [...entries, startValues(field.facts.entry)])
  return (
    <Stack
      gap="xs"
      role="group"
      aria-labelledby={`${fieldId(formId, path)}-label`}
      id={fieldId(formId, path)}
    >
      <div>
        <Text size="sm" fw={500} id={`${fieldId(formId, path)}-label`}>
          <FieldLabel field={field} />
        </Text>
        {field.help && (
          <Text size="xs" c="dimmed">
            {field.help}
          </Text>
        )}
        {typeof error === 'string' && (
          <Text size="xs" c="var(--mantine-color-error)">
            {error}
          </Text>
        )}
      </div>
      {entries.map((_, index) => (
        // An entry has no name of its own but its place.
        // biome-ignore lint/suspicious/noArrayIndexKey: the values live in the form, not in the boxes
        <fieldset key={index} className={styles.entry}>
          <Stack gap="sm">
            <Group justify="space-between">
              <Text component="legend" size="sm" c="dimmed" p={0}>
                {t('form.entry', { label, number: index + 1 })}
              </Text>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                leftSection={<Icon name="x" size={16} />}
                aria-label={t('form.entry_remove', { label, number: index + 1 })}
                onClick={() => form.removeListItem(path, index)}
              >
                {t('form.remove')}
              </Button>
            </Group>
            {field.entry.map((part) => drawPart(`${path}.${index}.${part.facts.name}`, part))}
          </Stack>
        </fieldset>
      ))}
      <div>
        <Button size="sm" variant="light" leftSection={<Icon name="plus" size={18} />} onClick={add}>
          {t('form.entry_add', { label: label.toLocaleLowerCase() })}
        </Button>
      </div>
    </Stack>
  )
}
