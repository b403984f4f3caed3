import type { ImportColumn } from '@lumbung/kernel/contract'
import { Select, Stack, Text } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { FixedValue } from './FixedValue.tsx'
import styles from './mapping.module.css'
import {
  choiceOf,
  choose,
  type FieldChoice,
  type ImportField,
  letterOf,
  type MappingForm,
} from './mapping-form.ts'

interface FieldRowProps {
  field: ImportField
  columns: readonly ImportColumn[]
  form: MappingForm
  /** Other fields that are filled from the same column. */
  sharers: readonly ImportField[]
  fault: string | undefined
  onChange(form: MappingForm): void
}

/** One field of the command: what it is, and where its value comes from. */
export function FieldRow({ field, columns, form, sharers, fault, onChange }: FieldRowProps) {
  const t = usePlatformTexts()
  const choice = choiceOf(form, field.name)
  const labelId = `field-${field.name}`
  const column = choice.kind === 'column' ? columns[choice.column] : undefined
  const nameOf = ({ index, header }: ImportColumn) =>
    header.trim() === ''
      ? t('imports.mapping_column_unnamed', { letter: letterOf(index) })
      : t('imports.mapping_column', { letter: letterOf(index), header })
  const samples = column?.samples.filter((sample) => sample.trim() !== '') ?? []
  const hints = [
    ...(column && samples.length === 0 ? [t('imports.mapping_no_samples')] : []),
    ...(samples.length > 0
      ? [t('imports.mapping_samples', { samples: samples.map((sample) => `“${sample}”`).join(', ') })]
      : []),
    ...(column?.repeated ? [t('imports.mapping_repeated')] : []),
    ...(sharers.length > 0
      ? [t('imports.mapping_twice', { fields: sharers.map(({ label }) => label).join(', ') })]
      : []),
  ]
  return (
    <div className={styles.row}>
      <div className={styles.field}>
        <Text fw={600} size="sm" id={labelId}>
          {field.label}
          {field.unit !== null && ` (${field.unit})`}
          {field.required && (
            <Text span c="red" size="xs" inherit={false}>
              {' '}
              {t('imports.mapping_required')}
            </Text>
          )}
        </Text>
        <Text size="xs" c="dimmed">
          {field.choices === null
            ? t(`imports.type.${field.type}`)
            : t('imports.mapping_choices', {
                choices: field.choices.map(({ label }) => label).join(', '),
              })}
        </Text>
        {field.help !== null && (
          <Text size="xs" c="dimmed">
            {field.help}
          </Text>
        )}
      </div>
      <Stack gap={6}>
        <Select
          aria-labelledby={labelId}
          value={keyOf(choice)}
          onChange={(key) => key && onChange(choose(form, field.name, choiceOfKey(key, choice)))}
          data={[
            { value: 'none', label: t('imports.mapping_none') },
            { value: 'value', label: t('imports.mapping_value') },
            {
              group: t('imports.mapping_columns'),
              items: columns.map((one) => ({ value: String(one.index), label: nameOf(one) })),
            },
          ]}
          allowDeselect={false}
          searchable={columns.length > 12}
          error={choice.kind === 'value' ? undefined : fault}
        />
        {choice.kind === 'value' && (
          <FixedValue
            field={field}
            value={choice.value}
            fault={fault}
            onChange={(value) => onChange(choose(form, field.name, { kind: 'value', value }))}
          />
        )}
        {hints.map((hint) => (
          <Text key={hint} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {hint}
          </Text>
        ))}
      </Stack>
    </div>
  )
}

/** A column is chosen by its number, the two others by a word. */
function keyOf(choice: FieldChoice): string {
  return choice.kind === 'column' ? String(choice.column) : choice.kind
}

function choiceOfKey(key: string, before: FieldChoice): FieldChoice {
  if (key === 'none') return { kind: 'none' }
  if (key === 'value') return before.kind === 'value' ? before : { kind: 'value', value: '' }
  return { kind: 'column', column: Number(key) }
}
