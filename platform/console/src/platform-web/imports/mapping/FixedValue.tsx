import { Select, TextInput } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import type { ImportField } from './mapping-form.ts'

interface FixedValueProps {
  field: ImportField
  value: string
  fault: string | undefined
  onChange(value: string): void
}

/** The same value for every row; it is read like a cell of the file, so dates and numbers are typed as there. */
export function FixedValue({ field, value, fault, onChange }: FixedValueProps) {
  const t = usePlatformTexts()
  const label = t('imports.mapping_value_of', { field: field.label })
  if (field.choices !== null || field.type === 'boolean') {
    const choices = field.choices ?? [
      { value: 'true', label: t('imports.yes') },
      { value: 'false', label: t('imports.no') },
    ]
    return (
      <Select
        label={label}
        data={choices}
        value={value === '' ? null : value}
        onChange={(chosen) => chosen && onChange(chosen)}
        allowDeselect={false}
        error={fault}
      />
    )
  }
  const isFigure = field.type === 'number' || field.type === 'integer'
  return (
    <TextInput
      label={label}
      value={value}
      maxLength={10_000}
      inputMode={isFigure ? 'decimal' : 'text'}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={fault}
    />
  )
}
