import { type Locale, type LocalText, toDecimalText, zoneOfRecord } from '@lumbung/contract'
import { z } from 'zod'
import { labelOf, titleOf, withUnit } from '../imports/importable-fields.ts'
import { localText, localTimeAt } from '../imports/local-time.ts'
import { unwrap } from '../operation/unwrap.ts'
import type { CellValue, ColumnKind } from '../spreadsheet/cell-value.ts'

export interface ExportColumn {
  /** `amount`, `location.code`. */
  name: string
  header: string
  kind: ColumnKind
  cell(row: unknown): CellValue
}

export interface ExportWords {
  locale: Locale
  /** The tenant's: instants are written as its clocks show them, unless the row has a zone of its own. */
  zone: string
  yes: string
  no: string
}

/** The columns of a list's rows, nested objects opened one level; what lies deeper, and lists of objects, have no cell. */
export function columnsOf(row: z.ZodObject, words: ExportWords): ExportColumn[] {
  return Object.entries(row.shape).flatMap(([name, field]) => {
    const { inner, meta } = unwrap(field as z.ZodType)
    const header = labelOf({ name, title: titleOf(meta) }, words.locale)
    const read = (value: unknown) => (value as Record<string, unknown> | null)?.[name]
    if (!(inner instanceof z.ZodObject))
      return columnOf(name, withUnit(header, meta.unit), inner, read, words)
    return Object.entries(inner.shape).flatMap(([part, partField]) => {
      const { inner: partInner, meta: partMeta } = unwrap(partField as z.ZodType)
      const title = partTitle(header, part, titleOf(partMeta), words.locale)
      const readPart = (value: unknown) => (read(value) as Record<string, unknown> | null | undefined)?.[part]
      return columnOf(`${name}.${part}`, withUnit(title, partMeta.unit), partInner, readPart, words)
    })
  })
}

function partTitle(header: string, part: string, title: string | LocalText | null, locale: Locale): string {
  const own = labelOf({ name: part, title }, locale)
  return `${header} ${own.charAt(0).toLowerCase()}${own.slice(1)}`
}

function columnOf(
  name: string,
  header: string,
  schema: z.ZodType,
  read: (row: unknown) => unknown,
  words: ExportWords,
): ExportColumn[] {
  const part = cellOf(schema, words)
  if (!part) return []
  const cell = (row: unknown) => {
    const value = read(row)
    return value === null || value === undefined
      ? null
      : part.write(value, zoneOfRecord(row as { zone?: unknown }, words.zone))
  }
  return [{ name, header, kind: part.kind, cell }]
}

type Cell = { kind: ColumnKind; write(value: unknown, zone: string): CellValue }

function cellOf(schema: z.ZodType, words: ExportWords): Cell | undefined {
  if (schema instanceof z.ZodNumber)
    return { kind: 'number', write: (value) => toDecimalText(value as number) }
  if (schema instanceof z.ZodBoolean)
    return { kind: 'text', write: (value) => (value ? words.yes : words.no) }
  if (schema instanceof z.ZodISODate) return { kind: 'date', write: String }
  if (schema instanceof z.ZodISODateTime) {
    return { kind: 'datetime', write: (value, zone) => localText(localTimeAt(new Date(String(value)), zone)) }
  }
  if (schema instanceof z.ZodArray) {
    const { inner } = unwrap(schema.element as z.ZodType)
    const part = cellOf(inner, words)
    if (!part) return undefined
    return {
      kind: 'text',
      write: (values, zone) => (values as unknown[]).map((value) => part.write(value, zone)).join(', '),
    }
  }
  const isText =
    schema instanceof z.ZodString ||
    schema instanceof z.ZodStringFormat ||
    schema instanceof z.ZodEnum ||
    schema instanceof z.ZodLiteral
  return isText ? { kind: 'text', write: String } : undefined
}
