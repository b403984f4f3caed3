import type { FieldFault, Operation } from '@lumbung/contract'
import { isProblem } from '@lumbung/contract'
import type { ImportMapping } from '../../contract/imports.ts'
import { invalidInput } from '../../contract/problems.ts'
import { parseInput } from '../operation/parse-input.ts'
import { type CellReading, fault } from './cell-fault.ts'
import { fieldsOf, type ImportableField } from './importable-fields.ts'
import { readDay, readInstant } from './read-date.ts'
import { readNumber } from './read-number.ts'

/** Faults of the row itself rather than of one field. */
export const WHOLE_ROW = '_'

export type RowFaults = Record<string, FieldFault[]>

export interface RowReader {
  /** The command's input that these cells mean, or everything that is wrong with them. */
  read(cells: readonly string[]): { input: Record<string, unknown> } | { faults: RowFaults }
}

export interface RowReading {
  operation: Operation
  mapping: ImportMapping
  format: 'csv' | 'xlsx'
  /** Columns of the header. */
  width: number
  zone: string
}

type ReadField = (cells: readonly string[]) => CellReading<unknown> | undefined

/** Makes the reader of a file's rows once; reading a row then touches only its mapped cells. */
export function createRowReader(reading: RowReading): RowReader {
  const { operation, mapping, width } = reading
  const readers = fieldsOf(operation.input).flatMap((field): [string, ReadField][] => {
    const source = mapping.columns[field.name]
    if (!source) return []
    if ('column' in source) {
      return [[field.name, (cells) => readCell(cells[source.column] ?? '', field, reading)]]
    }
    const { value } = source
    const fixed = typeof value === 'string' ? readText(value.trim(), field, reading) : { value }
    return [[field.name, () => fixed]]
  })
  return {
    read(cells) {
      const faults: RowFaults = {}
      if (cells.length > width && cells.slice(width).some((cell) => cell !== '')) {
        faults[WHOLE_ROW] = [
          { code: 'import.row_too_long', params: { expected: width, actual: cells.length } },
        ]
      }
      const input: Record<string, unknown> = {}
      for (const [name, readField] of readers) {
        const read = readField(cells)
        if (read === undefined) continue
        if ('fault' in read) faults[name] = [read.fault]
        else input[name] = read.value
      }
      const refused = faultsOfSchema(operation, input)
      for (const [name, found] of Object.entries(refused)) faults[name] ??= found
      return Object.keys(faults).length > 0 ? { faults } : { input }
    },
  }
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

function readCell(cell: string, field: ImportableField, reading: RowReading) {
  const text = cell.trim()
  if (text === '') return undefined
  // The reader delivers a formula as its text; what it once computed is not to be trusted.
  if (text.startsWith('=')) return fault('import.formula')
  return readText(reading.format === 'csv' ? withoutGuard(text) : text, field, reading)
}

/** Our own CSV files keep a cell that looks like a formula inert by a leading apostrophe; here it is taken off again. */
function withoutGuard(text: string): string {
  return /^'[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text
}

function readText(text: string, field: ImportableField, reading: RowReading): CellReading<unknown> {
  const { mapping, format, zone } = reading
  switch (field.type) {
    case 'number':
    case 'integer':
      return readNumber(text, {
        decimalComma: mapping.decimalComma,
        pointIsDecimal: format === 'xlsx',
        isRounded: field.roundsTo !== null,
      })
    case 'boolean':
      return readBoolean(text)
    case 'choice':
      return { value: choiceOf(text, field.choices ?? []) }
    case 'date':
      return readDay(text, mapping.dateFormat)
    case 'datetime':
      return readInstant(text, mapping.dateFormat, zone)
    case 'text':
      return { value: text }
  }
}

const YES = new Set(['true', 'yes', 'y', 't', '1', 'ya', 'benar', 'iya'])
const NO = new Set(['false', 'no', 'n', 'f', '0', 'tidak', 'salah', 'bukan'])

function readBoolean(text: string): CellReading<boolean> {
  const word = text.toLowerCase()
  if (YES.has(word)) return { value: true }
  return NO.has(word) ? { value: false } : fault('import.boolean', { text: text.slice(0, 60) })
}

/** The choice that differs in case only; anything else is left for the schema to refuse with the list of choices. */
function choiceOf(text: string, choices: readonly string[]): string {
  return choices.find((choice) => choice.toLowerCase() === text.toLowerCase()) ?? text
}
