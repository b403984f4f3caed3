import { Select, Stack, Text, TextInput, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import type { ImportField } from '../mapping/mapping-form.ts'
import type { ValueRow } from './value-rows.ts'
import styles from './values.module.css'

interface ValueChoiceProps {
  row: ValueRow
  field: ImportField | undefined
  /** `undefined`: not said; null: rows with this text are left out. */
  meaning: string | null | undefined
  onChange(meaning: string | null | undefined): void
}

/** Keys that no value of a field has: a value is never prefixed so. */
const UNSAID = 'unsaid'
const LEFT_OUT = 'left-out'
const MEANS = 'means:'

/** One text of the file, and what it means. */
export function ValueChoice({ row, field, meaning, onChange }: ValueChoiceProps) {
  const t = usePlatformTexts()
  const format = useFormat()
  const labelId = `value-${row.field}-${row.text}`
  const options = field?.choices ?? null
  const hint =
    row.known !== undefined
      ? t('imports.values_known')
      : row.suggestion !== null && meaning === row.suggestion
        ? t('imports.values_suggested')
        : null
  return (
    <div className={styles.row}>
      <div className={styles.text} id={labelId}>
        <Text fw={600} size="sm">
          {`“${row.text}”`}
        </Text>
        <Text size="xs" c="dimmed">
          {row.rows === null
            ? (field?.label ?? row.field)
            : t('imports.values_rows', {
                count: row.rows,
                rows: format.number(row.rows),
                field: field?.label ?? row.field,
              })}
        </Text>
      </div>
      <Stack gap={4}>
        <Select
          aria-labelledby={labelId}
          value={
            meaning === undefined ? UNSAID : meaning === null ? LEFT_OUT : options ? MEANS + meaning : MEANS
          }
          onChange={(key) => key !== null && onChange(meaningOfKey(key))}
          data={[
            { value: UNSAID, label: t('imports.values_unsaid') },
            { value: LEFT_OUT, label: t('imports.values_left_out') },
            ...(options
              ? [
                  {
                    group: field?.label ?? row.field,
                    items: options.map(({ value, label }) => ({
                      value: MEANS + value,
                      label: label === value ? label : t('imports.values_choice', { label, value }),
                    })),
                  },
                ]
              : [{ value: MEANS, label: t('imports.values_typed') }]),
          ]}
          allowDeselect={false}
          searchable={(options?.length ?? 0) > 12}
        />
        {options === null && typeof meaning === 'string' && (
          <TextInput
            label={t('imports.values_code', { field: field?.label ?? row.field })}
            value={meaning}
            maxLength={500}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )}
        {hint !== null && (
          <Text size="xs" c="dimmed">
            {hint}
          </Text>
        )}
      </Stack>
    </div>
  )
}

function meaningOfKey(key: string): string | null | undefined {
  if (key === UNSAID) return undefined
  return key === LEFT_OUT ? null : key.slice(MEANS.length)
}
