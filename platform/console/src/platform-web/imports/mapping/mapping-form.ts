import type { ImportColumn, ImportMapping, ImportRun } from '@lumbung/kernel/contract'

export type ImportField = ImportRun['fields'][number]

/** Where a field comes from, as it is being chosen: a fixed value may still be empty. */
export type FieldChoice =
  | { kind: 'none' }
  | { kind: 'column'; column: number }
  | { kind: 'value'; value: string }

export interface MappingForm {
  choices: Readonly<Record<string, FieldChoice>>
  dateFormat: ImportMapping['dateFormat'] | null
  decimalComma: boolean | null
  /** What other steps decide, and this one sends along. */
  kept: Pick<ImportMapping, 'values' | 'order' | 'leaveOutTotals'>
}

const NONE: FieldChoice = { kind: 'none' }

export function formOf({ columns, dateFormat, decimalComma, ...kept }: ImportMapping): MappingForm {
  const choices = Object.entries(columns).map(([name, source]): [string, FieldChoice] => [
    name,
    'column' in source
      ? { kind: 'column', column: source.column }
      : { kind: 'value', value: String(source.value) },
  ])
  return {
    choices: Object.fromEntries(choices),
    dateFormat: dateFormat ?? null,
    decimalComma: decimalComma ?? null,
    kept,
  }
}

/** Fixed values travel as the text that was typed, and are read like the cells of the file. */
export function mappingOf({ choices, dateFormat, decimalComma, kept }: MappingForm): ImportMapping {
  const columns: ImportMapping['columns'] = {}
  for (const [name, choice] of Object.entries(choices)) {
    if (choice.kind === 'column') columns[name] = { column: choice.column }
    if (choice.kind === 'value' && choice.value.trim() !== '') columns[name] = { value: choice.value.trim() }
  }
  return {
    ...kept,
    columns,
    ...(dateFormat === null ? {} : { dateFormat }),
    ...(decimalComma === null ? {} : { decimalComma }),
  }
}

export function choiceOf({ choices }: MappingForm, field: string): FieldChoice {
  return choices[field] ?? NONE
}

export function choose(form: MappingForm, field: string, choice: FieldChoice): MappingForm {
  return { ...form, choices: { ...form.choices, [field]: choice } }
}

/** Required fields that nothing fills yet. */
export function missingFields(form: MappingForm, fields: readonly ImportField[]): ImportField[] {
  const { columns } = mappingOf(form)
  return fields.filter(({ name, required }) => required && !(name in columns))
}

export function unusedColumns(form: MappingForm, columns: readonly ImportColumn[]): ImportColumn[] {
  const used = new Set(Object.values(form.choices).map((choice) => choice.kind === 'column' && choice.column))
  return columns.filter(({ index }) => !used.has(index))
}

/** The other fields that are filled from the same column. */
export function sharersOf(form: MappingForm, fields: readonly ImportField[], field: string): ImportField[] {
  const mine = choiceOf(form, field)
  if (mine.kind !== 'column') return []
  return fields.filter(({ name }) => {
    const other = choiceOf(form, name)
    return name !== field && other.kind === 'column' && other.column === mine.column
  })
}

/** Whether the person must say how dates, or numbers, are meant: only where some are read. */
export function stylesNeeded(form: MappingForm, fields: readonly ImportField[]) {
  const { columns } = mappingOf(form)
  const read = fields.filter(({ name }) => name in columns).map(({ type }) => type)
  return {
    dates: read.some((type) => type === 'date' || type === 'datetime'),
    numbers: read.some((type) => type === 'number' || type === 'integer'),
  }
}

/** `A`, `B`, … `Z`, `AA`: a column's name in every spreadsheet. */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}
