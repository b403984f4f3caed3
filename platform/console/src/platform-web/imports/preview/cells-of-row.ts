import type { ImportRun, listImportRows } from '@lumbung/kernel/contract'
import type { RowOf } from '@lumbung/ui'

export type FileRow = RowOf<typeof listImportRows>

/** A field of the command as one row fills it. */
export interface FieldCell {
  name: string
  label: string
  text: string
  isFigure: boolean
  faults: readonly string[]
}

/** The fields that are filled from columns, in the order of the command, with their label. */
export function shownFields({ fields, mapping }: Pick<ImportRun, 'fields' | 'mapping'>) {
  return fields.flatMap((field) => {
    const source = mapping?.columns[field.name]
    if (!source || !('column' in source)) return []
    const label = field.unit === null ? field.label : `${field.label} (${field.unit})`
    return [
      {
        name: field.name,
        label,
        column: source.column,
        isFigure: field.type === 'number' || field.type === 'integer',
      },
    ]
  })
}

/** What stands in the row's cells, and what is wrong with each. */
export function cellsOf(row: FileRow, shown: ReturnType<typeof shownFields>): FieldCell[] {
  return shown.map(({ name, label, column, isFigure }) => ({
    name,
    label,
    text: row.cells[column] ?? '',
    isFigure,
    faults: row.errors[name] ?? [],
  }))
}

/** Faults of the row as a whole, and of fields that no column fills, with the field's name before them. */
export function otherFaults(
  row: FileRow,
  shown: ReturnType<typeof shownFields>,
  fields: ImportRun['fields'],
): string[] {
  const names = new Set(shown.map(({ name }) => name))
  return Object.entries(row.errors).flatMap(([name, faults]) => {
    if (names.has(name)) return []
    const label = fields.find((field) => field.name === name)?.label
    return faults.map((fault) => (label === undefined ? fault : `${label}: ${fault}`))
  })
}
