import type { FieldFault, Operation } from '@lumbung/contract'
import { isProblem, zoneOfRecord } from '@lumbung/contract'
import type { ImportMapping } from '../../contract/imports.ts'
import { invalidInput } from '../../contract/problems.ts'
import { parseInput } from '../operation/parse-input.ts'
import { type Cell, emptyCell, shownText } from '../spreadsheet/cell.ts'
import { cellName } from '../spreadsheet/cell-name.ts'
import { EMPTY, FieldReader, type FieldReading, type FieldStyle, LEFT_OUT } from './field-reader.ts'
import { fieldsOf, type ImportableField } from './importable-fields.ts'
import type { KnownValues } from './known-values.ts'
import { isTotalWord, TotalLines } from './total-lines.ts'
import { trimmed } from './words.ts'

/** Faults of the row itself rather than of one field. */
export const WHOLE_ROW = '_'

export type RowFaults = Record<string, FieldFault[]>

/** A text that is no value of its field. */
export interface UnknownText {
  field: string
  text: string
  suggestion: string | null
}

export type RowReading =
  /** `at`: when the record takes effect, milliseconds; null where the command has no such field or the row no date. */
  | { kind: 'input'; input: Record<string, unknown>; at: number | null }
  | { kind: 'faulty'; faults: RowFaults; unknown: UnknownText[] }
  /** Nothing stands in a mapped cell. */
  | { kind: 'blank' }
  | { kind: 'left_out'; why: 'totals' | 'chosen' }

export interface RowReader {
  /** The command's input that these cells mean, or everything that is wrong with them. Rows come in the order of the file. */
  read(cells: readonly Cell[], number: number): RowReading
}

export interface RowMeaning {
  operation: Operation
  mapping: ImportMapping
  format: 'csv' | 'xlsx'
  /** Columns of the header. */
  width: number
  /** The tenant's, for rows that name no record with a zone of its own. */
  zone: string
  records: ReadonlyMap<string, KnownValues>
}

interface Source {
  reader: FieldReader
  column: number | null
  /** The same in every row. */
  fixed: string | number | boolean | null
}

/** Makes the reader of a file's rows once; reading a row then touches only its mapped cells. */
export function createRowReader(meaning: RowMeaning): RowReader {
  return new MappedRows(meaning)
}

class MappedRows implements RowReader {
  readonly #meaning: RowMeaning
  readonly #sources: readonly Source[]
  readonly #columns: readonly number[]
  readonly #dateColumns: readonly number[]
  readonly #totals = new TotalLines()
  readonly #orderedBy: string | undefined

  constructor(meaning: RowMeaning) {
    this.#meaning = meaning
    const style: FieldStyle = meaning
    const fields = fieldsOf(meaning.operation.input)
    this.#sources = fields
      .flatMap((field) => sourceOf(new FieldReader(field, style), meaning.mapping) ?? [])
      // What names a record first: in its zone the clocks of the others are read.
      .sort((a, b) => rank(a.reader.field) - rank(b.reader.field))
    const columnsOf = (sources: readonly Source[]) => [
      ...new Set(sources.flatMap(({ column }) => column ?? [])),
    ]
    this.#columns = columnsOf(this.#sources)
    this.#dateColumns = columnsOf(this.#sources.filter(({ reader }) => isDate(reader.field)))
    this.#orderedBy = fields.find(({ orders }) => orders)?.name
  }

  read(cells: readonly Cell[], number: number): RowReading {
    const filled = this.#columns.filter((column) => !isEmpty(cells[column]))
    if (this.#columns.length > 0 && filled.length === 0) return { kind: 'blank' }
    const row = this.#readFields(cells, number)
    if (this.#meaning.mapping.leaveOutTotals !== false && this.#isTotal(cells, filled, row.input)) {
      return { kind: 'left_out', why: 'totals' }
    }
    if (row.isLeftOut) return { kind: 'left_out', why: 'chosen' }
    this.#totals.count(this.#amountsOf(row.input))
    const { operation, width } = this.#meaning
    const faults: RowFaults = {}
    if (cells.length > width && cells.slice(width).some((cell) => !isEmpty(cell))) {
      faults[WHOLE_ROW] = [{ code: 'import.row_too_long', params: { expected: width, actual: cells.length } }]
    }
    Object.assign(faults, row.faults)
    for (const [name, found] of Object.entries(faultsOfSchema(operation, row.input))) faults[name] ??= found
    if (Object.keys(faults).length > 0) return { kind: 'faulty', faults, unknown: row.unknown }
    return { kind: 'input', input: row.input, at: this.#momentOf(row.input) }
  }

  #readFields(cells: readonly Cell[], number: number) {
    const input: Record<string, unknown> = {}
    const faults: RowFaults = {}
    const unknown: UnknownText[] = []
    let isLeftOut = false
    for (const { reader, column, fixed } of this.#sources) {
      const { field } = reader
      const zone = this.#zoneFor(field, input)
      const read =
        column === null ? readFixed(reader, fixed, zone) : this.#readOf(reader, cells, column, number, zone)
      if (read === LEFT_OUT) isLeftOut = true
      else if (read === EMPTY) {
        // Left out, many commands would take it for now, which is the one moment that a file does not mean.
        if (isDate(field) && column !== null) faults[field.name] = [{ code: 'import.date_missing' }]
      } else if ('fault' in read) {
        faults[field.name] = [read.fault]
        if ('unknown' in read) unknown.push({ field: field.name, ...read.unknown })
      } else input[field.name] = read.value
    }
    this.#takeSigns(input)
    return { input, faults, unknown, isLeftOut }
  }

  #readOf(reader: FieldReader, cells: readonly Cell[], column: number, number: number, zone: string) {
    return reader.readCell(cells[column] ?? emptyCell, () => cellName(column, number), zone)
  }

  /**
   * In whose zone a wall clock of this row is read: that of the record which the contract names for the field (`zoneOf`)
   * where the row names one, or where there is only one that the person can mean; else the tenant's.
   */
  #zoneFor({ zoneOf }: ImportableField, input: Record<string, unknown>): string {
    const { records, zone } = this.#meaning
    const known = zoneOf === null ? undefined : records.get(zoneOf)
    if (!known) return zone
    const naming = this.#sources.find(({ reader }) => reader.field.names === zoneOf)?.reader.field
    const named = naming && input[naming.name]
    if (typeof named === 'string') return zoneOfRecord(known.find(named), zone)
    const [only, another] = known.values
    return zoneOfRecord(another ? undefined : only, zone)
  }

  /** A minus that only repeats what another field says (`Keluar`, `−1.200`) is no sign of its own. */
  #takeSigns(input: Record<string, unknown>): void {
    for (const { reader } of this.#sources) {
      const { name, minusOf } = reader.field
      const amount = input[name]
      if (!minusOf || typeof amount !== 'number' || amount >= 0) continue
      if (input[minusOf.field] === minusOf.value) input[name] = -amount
    }
  }

  #isTotal(cells: readonly Cell[], filled: readonly number[], input: Record<string, unknown>): boolean {
    const texts = cells.filter(({ type }) => type === 'text').map(({ value }) => value)
    return this.#totals.isTotal({
      texts,
      filled: filled.length,
      filledByWord: filled.filter((column) => isTotalWord(shownText(cells[column] as Cell))).length,
      amounts: this.#amountsOf(input),
      mapped: this.#columns.length,
      isUndated: this.#dateColumns.length > 0 && this.#dateColumns.every((column) => isEmpty(cells[column])),
    })
  }

  #amountsOf(input: Record<string, unknown>): Map<string, number> {
    const amounts = new Map<string, number>()
    for (const { reader, column } of this.#sources) {
      const { name, type } = reader.field
      const amount = input[name]
      if (column !== null && (type === 'number' || type === 'integer') && typeof amount === 'number') {
        amounts.set(name, amount)
      }
    }
    return amounts
  }

  #momentOf(input: Record<string, unknown>): number | null {
    const at = this.#orderedBy === undefined ? undefined : input[this.#orderedBy]
    return typeof at === 'string' ? Date.parse(at) : null
  }
}

function sourceOf(reader: FieldReader, mapping: ImportMapping): Source | undefined {
  const source = mapping.columns[reader.field.name]
  if (!source) return undefined
  return 'column' in source
    ? { reader, column: source.column, fixed: null }
    : { reader, column: null, fixed: source.value }
}

function readFixed(reader: FieldReader, value: Source['fixed'], zone: string): FieldReading {
  return typeof value === 'string' ? reader.readText(value, zone) : { value }
}

function rank({ names }: ImportableField): number {
  return names === null ? 1 : 0
}

function isDate({ type }: ImportableField): boolean {
  return type === 'date' || type === 'datetime'
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || cell.type === 'empty' || (cell.type === 'text' && trimmed(cell.value) === '')
}

function faultsOfSchema(operation: Operation, input: unknown): RowFaults {
  try {
    parseInput(operation, input)
    return {}
  } catch (error) {
    if (isProblem(error, invalidInput) && error.fields) return error.fields
    throw error
  }
}
