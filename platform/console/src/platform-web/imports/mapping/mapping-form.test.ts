import { expect, test } from 'vitest'
import {
  choiceOf,
  choose,
  formOf,
  type ImportField,
  letterOf,
  mappingOf,
  missingFields,
  sharersOf,
  stylesNeeded,
  unusedColumns,
} from './mapping-form.ts'

const field = (name: string, type: ImportField['type'], required = false): ImportField => ({
  name,
  label: name,
  required,
  type,
  unit: null,
  choices: null,
  names: null,
  help: null,
})
const column = (index: number) => ({ index, header: `h${index}`, samples: [], repeated: false })
const fields = [field('amount', 'number', true), field('date', 'datetime'), field('notes', 'text')]
const suggested = formOf({ columns: { amount: { column: 2 } }, decimalComma: true })

test('what was suggested is sent as it is, unless something is changed', () => {
  expect(mappingOf(suggested)).toEqual({ columns: { amount: { column: 2 } }, decimalComma: true })
})

test('what the words mean and what is left out is decided elsewhere, and kept', () => {
  const mapping = {
    columns: { amount: { column: 2 } },
    values: { type: { Klr: 'OUT' } },
    leaveOutTotals: false,
    order: 'file' as const,
  }
  expect(mappingOf(choose(formOf(mapping), 'notes', { kind: 'none' }))).toEqual(mapping)
})

test('a fixed value is sent without the blanks around it, an empty one not at all', () => {
  const form = choose(suggested, 'notes', { kind: 'value', value: '  Kiriman ' })
  expect(mappingOf(form).columns.notes).toEqual({ value: 'Kiriman' })
  const empty = choose(form, 'notes', { kind: 'value', value: '  ' })
  expect(mappingOf(empty).columns).not.toHaveProperty('notes')
})

test('a value that the server kept as a number or a truth comes back as text', () => {
  expect(choiceOf(formOf({ columns: { amount: { value: 12.5 } } }), 'amount')).toEqual({
    kind: 'value',
    value: '12.5',
  })
})

test('a required field is missing until a column or a value fills it', () => {
  const none = choose(suggested, 'amount', { kind: 'none' })
  const names = (form: typeof none) => missingFields(form, fields).map(({ name }) => name)
  expect(names(none)).toEqual(['amount'])
  expect(names(choose(none, 'amount', { kind: 'value', value: ' ' }))).toEqual(['amount'])
  expect(names(choose(none, 'amount', { kind: 'value', value: '5' }))).toEqual([])
  expect(names(suggested)).toEqual([])
})

test('columns that nothing reads, and columns that two fields read, are told', () => {
  const columns = [0, 1, 2].map(column)
  expect(unusedColumns(suggested, columns).map(({ index }) => index)).toEqual([0, 1])
  const twice = choose(suggested, 'notes', { kind: 'column', column: 2 })
  expect(sharersOf(twice, fields, 'amount').map(({ name }) => name)).toEqual(['notes'])
  expect(sharersOf(suggested, fields, 'amount')).toEqual([])
})

test('only what is read asks for its style', () => {
  expect(stylesNeeded(suggested, fields)).toEqual({ dates: false, numbers: true })
  expect(stylesNeeded(choose(suggested, 'date', { kind: 'column', column: 0 }), fields).dates).toBe(true)
})

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %d is called %s', (index, letter) => {
  expect(letterOf(index)).toBe(letter)
})
