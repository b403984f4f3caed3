import type { FieldFault, LocalText } from '@lumbung/contract'
import type { ImportMapping } from '../../contract/imports.ts'
import { type Cell, shownText } from '../spreadsheet/cell.ts'
import { type CellReading, fault } from './cell-fault.ts'
import type { ImportableField } from './importable-fields.ts'
import { KnownValues } from './known-values.ts'
import { readDay, readInstant } from './read-date.ts'
import { readNumber, readStoredNumber } from './read-number.ts'
import { isStorable, quotable, trimmed, wordKey } from './words.ts'

/** A mapped cell that says nothing. */
export const EMPTY = Symbol('empty')
/** A value that the person mapped to nothing: the row is left out. */
export const LEFT_OUT = Symbol('left out')

export type FieldReading =
  | CellReading<unknown>
  | typeof EMPTY
  | typeof LEFT_OUT
  | { fault: FieldFault; unknown: { text: string; suggestion: string | null } }

export interface FieldStyle {
  format: 'csv' | 'xlsx'
  mapping: Pick<ImportMapping, 'dateFormat' | 'decimalComma' | 'values'>
  /** The records that a field of the contract can name, by the kind of record. */
  records: ReadonlyMap<string, KnownValues>
}

const YES_WORDS = ['true', 'yes', 'y', 't', '1', 'ya', 'benar', 'iya', 'x', '✓', '✔']
const NO_WORDS = ['false', 'no', 'n', 'f', '0', 'tidak', 'salah', 'bukan', '-']
const BOOLEANS = new KnownValues(
  [
    { value: 'true', names: YES_WORDS },
    { value: 'false', names: NO_WORDS },
  ],
  { isShortUnderstood: false },
)

/** Reads the cells of one field: by what the file says that they hold, never by what their text looks like. */
export class FieldReader {
  readonly #field: ImportableField
  readonly #style: FieldStyle
  readonly #known: KnownValues | undefined
  /** What the person says that a text means. */
  readonly #meanings: ReadonlyMap<string, string | null>

  constructor(field: ImportableField, style: FieldStyle) {
    this.#field = field
    this.#style = style
    this.#known = knownValuesOf(field, style.records)
    const said = Object.entries(style.mapping.values?.[field.name] ?? {})
    this.#meanings = new Map(said.map(([text, value]) => [wordKey(text), value]))
  }

  get field(): ImportableField {
    return this.#field
  }

  /** `name`: the cell's own, as `C5`, for faults of the cell itself. */
  readCell(cell: Cell, name: () => string, zone: string): FieldReading {
    if (cell.fault === 'overlong') return fault('import.cell_too_long', { cell: name() })
    if (cell.fault === 'illegal_characters') return fault('field.hidden_sign')
    switch (cell.type) {
      case 'empty':
        return EMPTY
      case 'error':
        return fault('import.cell_error', { cell: name(), text: quotable(shownText(cell)) })
      case 'formula':
        return fault('import.formula', { cell: name() })
      case 'number':
        return this.#readNumberCell(cell, zone)
      case 'date':
        return this.#readDateCell(cell, zone)
      case 'boolean':
        return this.#field.type === 'boolean'
          ? { value: cell.value === 'TRUE' }
          : this.readText(shownText(cell), zone)
      case 'text': {
        const text = this.#style.format === 'csv' ? withoutGuard(cell.value) : cell.value
        return this.readText(text, zone)
      }
    }
  }

  /** What a text means, as it stands in a CSV or was typed for all rows. */
  readText(written: string, zone: string): FieldReading {
    const text = trimmed(written)
    if (text === '') return EMPTY
    if (!isStorable(text)) return fault('field.hidden_sign')
    const meaning = this.#meanings.get(wordKey(text))
    if (meaning === null) return LEFT_OUT
    if (meaning !== undefined) return this.#readMeaning(meaning, zone)
    const { dateFormat, decimalComma } = this.#style.mapping
    const { type, unit, roundsTo } = this.#field
    switch (type) {
      case 'number':
      case 'integer':
        return readNumber(text, { decimalComma, unit, isRounded: roundsTo !== null })
      case 'date':
        return readDay(text, dateFormat)
      case 'datetime':
        return readInstant(text, dateFormat, zone)
      case 'boolean':
      case 'choice':
      case 'text':
        return this.#recognise(text)
    }
  }

  #recognise(text: string): FieldReading {
    if (!this.#known) return { value: text }
    let recognised = this.#known.recognise(text)
    // `101.0`: a whole number that a program kept as a decimal one.
    const whole = /^(\d+)[.,]0+$/.exec(text)?.[1]
    if ('unknown' in recognised && whole !== undefined) recognised = this.#known.recognise(whole)
    if ('unknown' in recognised) {
      return { fault: recognised.unknown, unknown: { text, suggestion: recognised.suggestion } }
    }
    const { value } = recognised.known
    return { value: this.#field.type === 'boolean' ? value === 'true' : value }
  }

  /** A value as the API takes it; the schema judges it. */
  #readMeaning(value: string, zone: string): FieldReading {
    switch (this.#field.type) {
      case 'boolean':
        return { value: value === 'true' }
      case 'number':
      case 'integer':
        return readStoredNumber(value, { isRounded: false })
      case 'datetime':
        return readInstant(value, 'iso', zone)
      default:
        return { value }
    }
  }

  #readNumberCell(cell: Cell, zone: string): FieldReading {
    const { type, roundsTo } = this.#field
    if (type === 'number' || type === 'integer') {
      return readStoredNumber(cell.value, { isRounded: roundsTo !== null })
    }
    // A code that happens to be a number is what the sheet shows, `007`; of `101.0` nobody sees the decimal.
    const text = cell.shown ?? cell.value.replace(/\.0+$/, '')
    if (type === 'date' || type === 'datetime') {
      return /^\d{8}$/.test(text) ? this.readText(text, zone) : fault('import.date', { text: quotable(text) })
    }
    return this.readText(text, zone)
  }

  #readDateCell(cell: Cell, zone: string): FieldReading {
    switch (this.#field.type) {
      case 'date':
        return readDay(cell.value, 'iso')
      case 'datetime':
        return readInstant(cell.value, 'iso', zone)
      case 'number':
      case 'integer':
        return fault('import.number', { text: quotable(shownText(cell)) })
      default:
        return this.readText(shownText(cell), zone)
    }
  }
}

/** Our own CSV files keep a cell that looks like a formula inert by a leading apostrophe; here it is taken off again. */
function withoutGuard(text: string): string {
  if (/^'+[=+\-@\t\r\n＝＋－＠]/.test(text)) return text.slice(1)
  // `="007"`: how people keep spreadsheet programs from taking a code for a number.
  return /^="([^"]*)"$/.exec(text)?.[1] ?? text
}

/** Made once per choice: its values never change. */
const choicesKnown = new WeakMap<readonly string[], KnownValues>()

function knownValuesOf(
  field: ImportableField,
  records: ReadonlyMap<string, KnownValues>,
): KnownValues | undefined {
  if (field.type === 'boolean') return BOOLEANS
  if (field.names !== null) return records.get(field.names)
  if (!field.choices) return undefined
  let known = choicesKnown.get(field.choices)
  if (!known) {
    const values = field.choices.map((value) => ({ value, names: wordsOf(field.choiceWords[value]) }))
    known = new KnownValues(values, { isShortUnderstood: true })
    choicesKnown.set(field.choices, known)
  }
  return known
}

function wordsOf(words: LocalText | undefined): string[] {
  return words ? [words.id, words.en] : []
}
