import { type Locale, type LocalText, toDecimalText, zoneOfRecord } from '@lumbung/contract'
import { z } from 'zod'
import { labelOf, titleOf, withUnit } from '../imports/importable-fields.ts'
import { localText, localTimeAt } from '../imports/local-time.ts'
import { type FieldMeta, unwrap } from '../operation/unwrap.ts'
import type { CellValue, ColumnKind } from '../spreadsheet/cell-value.ts'

export interface ExportColumn {
  /** `amount`, `location.code`. */
  name: string
  header: string
  kind: ColumnKind
  /** Places of its unit; as many as the number has where the contract says none. */
  decimals?: number
  /** Shown to people: names, not the ids and zones that programs want, which are written where they are asked for. */
  isForPeople: boolean
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
      return columnOf({ name, header: withUnit(header, meta.unit), schema: inner, meta }, read, words)
    return Object.entries(inner.shape).flatMap(([part, partField]) => {
      const { inner: partInner, meta: partMeta } = unwrap(partField as z.ZodType)
      const title = partTitle(header, part, titleOf(partMeta), words.locale)
      const of = {
        name: `${name}.${part}`,
        header: withUnit(title, partMeta.unit),
        schema: partInner,
        meta: partMeta,
      }
      const readPart = (value: unknown) => (read(value) as Record<string, unknown> | null | undefined)?.[part]
      return columnOf(of, readPart, words)
    })
  })
}

/** A thing is called by its name, so that its name needs no word of its own: `Lokasi`, `Kode lokasi`. */
function partTitle(header: string, part: string, title: string | LocalText | null, locale: Locale): string {
  if (part === 'name') return header
  const own = labelOf({ name: part, title }, locale)
  return locale === 'id' ? `${own} ${lowerFirst(header)}` : `${header} ${lowerFirst(own)}`
}

/** `BBM` stays as it is. */
function lowerFirst(text: string): string {
  return /^.\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
}

interface FieldOfRow {
  name: string
  header: string
  schema: z.ZodType
  meta: FieldMeta
}

function columnOf(
  { name, header, schema, meta }: FieldOfRow,
  read: (row: unknown) => unknown,
  words: ExportWords,
): ExportColumn[] {
  const part = cellOf(schema, meta, words)
  if (!part) return []
  const cell = (row: unknown) => {
    const value = read(row)
    if (value === null || value === undefined) return null
    const shown = typeof value === 'number' && isMinus(meta, row) ? -value : value
    return part.write(shown, zoneOfRecord(row as { zone?: unknown }, words.zone))
  }
  const isForPeople = !(schema instanceof z.ZodUUID) && meta.untold !== true
  const { decimals } = meta
  return [
    { name, header, kind: part.kind, ...(decimals === undefined ? {} : { decimals }), isForPeople, cell },
  ]
}

/** As screens show it: what went out takes away, though it is kept positive. */
function isMinus({ signedBy }: FieldMeta, row: unknown): boolean {
  if (!signedBy) return false
  const decides = (row as Record<string, unknown>)[signedBy.field]
  return typeof decides === 'string' && signedBy.minus.includes(decides)
}

type Cell = { kind: ColumnKind; write(value: unknown, zone: string): CellValue }

function cellOf(schema: z.ZodType, meta: FieldMeta, words: ExportWords): Cell | undefined {
  if (schema instanceof z.ZodNumber)
    return { kind: 'number', write: (value) => toDecimalText(value as number) }
  if (schema instanceof z.ZodBoolean)
    return { kind: 'text', write: (value) => (value ? words.yes : words.no) }
  if (schema instanceof z.ZodISODate) return { kind: 'date', write: String }
  if (schema instanceof z.ZodISODateTime) {
    return { kind: 'datetime', write: (value, zone) => localText(localTimeAt(new Date(String(value)), zone)) }
  }
  if (schema instanceof z.ZodArray) {
    const { inner, meta: elementMeta } = unwrap(schema.element as z.ZodType)
    const part = cellOf(inner, elementMeta, words)
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
  // A value that got its words later than it was kept is written as it is.
  const wordOf = (value: unknown) => meta.choices?.[String(value)]?.[words.locale] ?? String(value)
  return isText ? { kind: 'text', write: wordOf } : undefined
}
