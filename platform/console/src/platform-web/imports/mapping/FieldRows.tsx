import type { ImportColumn } from '@lumbung/kernel/contract'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { FieldRow } from './FieldRow.tsx'
import styles from './mapping.module.css'
import { type ImportField, type MappingForm, sharersOf } from './mapping-form.ts'

interface FieldRowsProps {
  fields: readonly ImportField[]
  columns: readonly ImportColumn[]
  form: MappingForm
  faultOf(field: ImportField): string | undefined
  onChange(form: MappingForm): void
}

/** What must be filled stands first. */
export function FieldRows({ fields, columns, form, faultOf, onChange }: FieldRowsProps) {
  const t = usePlatformTexts()
  const inOrder = fields.toSorted((one, other) => Number(other.required) - Number(one.required))
  return (
    <div className={styles.rows}>
      <div className={styles.head} aria-hidden>
        <span>{t('imports.mapping_field')}</span>
        <span>{t('imports.mapping_source')}</span>
      </div>
      {inOrder.map((field) => (
        <FieldRow
          key={field.name}
          field={field}
          columns={columns}
          form={form}
          sharers={sharersOf(form, fields, field.name)}
          fault={faultOf(field)}
          onChange={onChange}
        />
      ))}
    </div>
  )
}
