import { Text, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUiTexts } from '../../texts/texts.ts'
import type { FormField } from './form-field.ts'

/** What every control gets: its place in the form, its value, and what is wrong with it. */
export interface FieldProps<Value = unknown> {
  id: string
  field: FormField
  value: Value
  error: string | undefined
  autoFocus: boolean
  onChange(value: unknown): void
  onBlur(): void
}

/** Label, help and error in the way in which Mantine's inputs take them. */
export function useFrame({ id, field, error, autoFocus, onBlur }: FieldProps) {
  const { isRequired, help } = field
  return {
    id,
    label: <FieldLabel field={field} />,
    description: help || undefined,
    error,
    required: isRequired,
    withAsterisk: false,
    // Only where it is wanted: what is in the page at first must not take the focus from it.
    ...(autoFocus ? { autoFocus, 'data-autofocus': true } : {}),
    onBlur,
  }
}

/** What may be left out is marked, not what must be filled; the unit stands in the field and is read with the name. */
export function FieldLabel({
  field: { label, isRequired, facts, control },
}: {
  field: FormField
}): ReactNode {
  const t = useUiTexts()
  const isMarked = !isRequired && control !== 'flag' && control !== 'entries'
  return (
    <>
      {label}
      {facts.unit && <VisuallyHidden>{` (${facts.unit})`}</VisuallyHidden>}
      {isMarked && (
        <Text span inherit c="dimmed" fw={400}>
          {` (${t('form.optional')})`}
        </Text>
      )}
    </>
  )
}
