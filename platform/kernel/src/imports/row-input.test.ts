import { command, decimal, Instant, line } from '@lumbung/contract'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fieldsOf, labelOf } from './importable-fields.ts'
import { createRowReader } from './row-input.ts'
import { suggestMapping } from './suggest-mapping.ts'

const recordThing = command({
  id: 'test.thing.record',
  http: 'POST /things',
  summary: { id: 'Catat', en: 'Record' },
  permission: 'test.thing.record',
  input: z.object({
    name: line(20).meta({ label: { id: 'Nama barang', en: 'Item name' }, aliases: ['artikel'] }),
    amount: decimal({ decimals: 2, min: 0.01, max: 1_000_000, unit: 'L' }),
    kind: z.enum(['IN', 'OUT']).optional(),
    urgent: z.boolean().default(false),
    count: z.int().optional(),
    date: Instant.optional(),
    tags: z.array(z.string()).optional(),
  }),
  output: z.object({ id: z.uuid() }),
  example: { input: { name: 'A', amount: 1 } },
})
const fields = fieldsOf(recordThing.input)
const columnsOf = (...headers: string[]) =>
  headers.map((header, index) => ({
    index,
    header,
    samples: [],
    repeated: headers.filter((other) => other === header).length > 1,
  }))
const reader = (format: 'csv' | 'xlsx' = 'csv') =>
  createRowReader({
    operation: recordThing,
    format,
    width: 6,
    zone: 'Asia/Jakarta',
    mapping: {
      columns: {
        name: { column: 0 },
        amount: { column: 1 },
        kind: { column: 2 },
        date: { column: 3 },
        urgent: { column: 4 },
        count: { value: '7' },
      },
      decimalComma: true,
      dateFormat: 'd/m/y',
    },
  })

describe('fields of an input', () => {
  test('follow from the declaration: type, need, unit and choices; a list cannot be a cell', () => {
    expect(fields.map(({ name, type, required }) => [name, type, required])).toEqual([
      ['name', 'text', true],
      ['amount', 'number', true],
      ['kind', 'choice', false],
      ['urgent', 'boolean', false],
      ['count', 'integer', false],
      ['date', 'datetime', false],
    ])
    expect(fields[1]?.unit).toBe('L')
    expect(fields[2]?.choices).toEqual(['IN', 'OUT'])
    expect(fields.map((field) => labelOf(field, 'id'))).toContain('Nama barang')
    expect(labelOf(fields[5]!, 'id')).toBe('Date')
  })
})

describe('suggested mapping', () => {
  test('finds fields by their own names, by labels, by aliases and by the other language', () => {
    const suggest = (...headers: string[]) => suggestMapping(fields, columnsOf(...headers), () => []).columns
    expect(suggest('AMOUNT', 'name')).toEqual({ amount: { column: 0 }, name: { column: 1 } })
    expect(suggest('No', 'Tanggal', 'Jenis', 'Jumlah (Liter)', 'Nama Barang')).toEqual({
      date: { column: 1 },
      kind: { column: 2 },
      amount: { column: 3 },
      name: { column: 4 },
    })
    expect(suggest('Artikel', 'Qty')).toEqual({ name: { column: 0 }, amount: { column: 1 } })
  })

  test('suggests nothing for a header that comes twice', () => {
    expect(suggestMapping(fields, columnsOf('Jumlah', 'Jumlah', 'Nama'), () => []).columns).toEqual({
      name: { column: 2 },
    })
  })

  test('reads the styles of dates and numbers from the first rows', () => {
    const samples = (column: number) => (column === 0 ? ['12,5', '1.000'] : ['31/12/2026'])
    expect(suggestMapping(fields, columnsOf('amount', 'date'), samples)).toMatchObject({
      decimalComma: true,
      dateFormat: 'd/m/y',
    })
  })
})

describe('one row', () => {
  test('becomes the input of the command, fixed values and defaults included', () => {
    expect(reader().read([' Solar ', '1.234,5', 'in', '31/12/2026', 'ya', ''])).toEqual({
      input: {
        name: 'Solar',
        amount: 1234.5,
        kind: 'IN',
        date: '2026-12-31T00:00:00+07:00',
        urgent: true,
        count: 7,
      },
    })
  })

  test('tells every fault of every field at once', () => {
    const read = reader().read(['', '1,234', 'MASUK', '31/02/2026', 'mungkin', 'x', 'extra'])
    expect(
      'faults' in read && Object.entries(read.faults).map(([name, [found]]) => [name, found?.code]),
    ).toEqual([
      ['_', 'import.row_too_long'],
      ['urgent', 'import.boolean'],
      ['date', 'import.date'],
      ['name', 'field.required'],
      ['amount', 'field.decimals'],
      ['kind', 'field.choice'],
    ])
  })

  test('refuses a formula in a mapped column, and takes our own guard off a cell of a CSV file', () => {
    expect(reader('xlsx').read(['A', '=1+1', '', '', '', '=2'])).toEqual({
      faults: { amount: [{ code: 'import.formula' }] },
    })
    expect(reader().read(["'=not a formula", '5', '', '', '', ''])).toMatchObject({
      input: { name: '=not a formula' },
    })
  })
})
