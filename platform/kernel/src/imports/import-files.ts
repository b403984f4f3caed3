import type { Locale } from '@lumbung/contract'
import { sheetFile } from '../exports/sheet-file.ts'
import type { FileAnswer, QueryCtx } from '../operation/ctx.ts'
import type { CellValue, ColumnKind } from '../spreadsheet/cell-value.ts'
import { sayFaults } from './describe-run.ts'
import { type ImportTarget, requireTarget } from './import-access.ts'
import { streamFaultyRows } from './import-row.store.ts'
import type { ImportRunRow } from './import-run.store.ts'
import { fieldsOf, type ImportableField, labelOf, withUnit } from './importable-fields.ts'
import { localText, localTimeAt } from './local-time.ts'
import { WHOLE_ROW } from './row-input.ts'
import { cellOf, type StoredCell } from './stored-cells.ts'

const KINDS: Partial<Record<ImportableField['type'], ColumnKind>> = {
  number: 'number',
  integer: 'number',
  date: 'date',
  datetime: 'datetime',
}

/** A file to fill in: the fields as headers in the caller's language (`*`: needed) and one row as an example. */
export function templateFile(
  ctx: QueryCtx,
  input: { operation: string; format: 'csv' | 'xlsx' },
): FileAnswer {
  ctx.reach('own')
  const { operation } = requireTarget(ctx, input.operation)
  const fields = fieldsOf(operation.input)
  const columns = fields.map((field) => ({
    header: headerOf(field, ctx.locale),
    kind: KINDS[field.type] ?? 'text',
  }))
  const { texts } = ctx.services
  const name = `${texts.say(ctx.locale, 'import.template_name')}-${operation.id}`
  const sheetName = operation.summary[ctx.locale]
  return sheetFile({ name, format: input.format, locale: ctx.locale, sheetName, columns }, (sheet) =>
    sheet.write(exampleRow(operation, fields, ctx.tenant.zone)),
  )
}

function headerOf(field: ImportableField, locale: Locale): string {
  return withUnit(labelOf(field, locale), field.unit) + (field.required ? ' *' : '')
}

function exampleRow(
  operation: ImportTarget['operation'],
  fields: readonly ImportableField[],
  zone: string,
): CellValue[] {
  const example = operation.example.input as Record<string, unknown>
  return fields.map(({ name, type }) => {
    const value = example[name]
    if (value === undefined || value === null) return null
    if (type === 'datetime') return localText(localTimeAt(new Date(String(value)), zone))
    return typeof value === 'number' ? value : String(value)
  })
}

/**
 * The rows that were not applied (or not reversed), as they stood in the file, followed by their number and the reasons.
 * The columns keep their places, so that the mended file goes through the same mapping.
 */
export function reportFile(
  ctx: QueryCtx,
  run: ImportRunRow,
  target: ImportTarget | undefined,
  format: 'csv' | 'xlsx',
): FileAnswer {
  const { texts } = ctx.services
  const say = (key: string) => texts.say(ctx.locale, key)
  const own = run.columns.map(({ header }) => ({ header, kind: 'text' as const }))
  const columns = [
    ...own,
    { header: say('import.report_row'), kind: 'number' as const },
    { header: say('import.report_reasons'), kind: 'text' as const, width: 60 },
  ]
  const fields = target ? fieldsOf(target.operation.input) : []
  const labels = new Map(fields.map((field) => [field.name, labelOf(field, ctx.locale)]))
  const reasonsOf = (errors: Record<string, string[]>) =>
    Object.entries(errors)
      .flatMap(([field, sentences]) =>
        sentences.map((text) => (field === WHOLE_ROW ? text : `${labels.get(field) ?? field}: ${text}`)),
      )
      .join(' ')
  const name = `${say('import.report_name')}-${run.id}`
  return sheetFile(
    { name, format, locale: ctx.locale, sheetName: say('import.report_name'), columns },
    async (sheet) => {
      for await (const rows of streamFaultyRows(ctx.tx, run.id)) {
        for (const { number, cells, errors } of rows) {
          const reasons = reasonsOf(sayFaults(errors, { services: ctx.services, locale: ctx.locale }))
          await sheet.write([
            ...own.map((_, index) => textOfCell(cells[index], run.mapping)),
            number,
            reasons.slice(0, 5_000),
          ])
        }
      }
    },
  )
}

/** A cell as a text that the same mapping reads as the cell itself: the figures of a number are not to become ambiguous. */
function textOfCell(stored: StoredCell | undefined, mapping: ImportRunRow['mapping']): string {
  const { type, value, shown } = cellOf(stored ?? '')
  if (type !== 'number') return shown ?? value
  if (shown !== undefined) return shown
  const isTwofold = /^-?\d{1,3}\.\d{3}$/.test(value)
  const figures = isTwofold ? `${value}0` : value
  return mapping?.decimalComma ? figures.replace('.', ',') : figures
}
