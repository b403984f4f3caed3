import { command, decimal, Instant, line } from '@lumbung/contract'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { textCell } from '../spreadsheet/cell.ts'
import { defaultLimits } from '../spreadsheet/limits.ts'
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
    records: new Map(),
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

const text = (value: string) => textCell(value, defaultLimits)
const texts = (...cells: string[]) => cells.map(text)
const DATE_MISSING = { code: 'import.date_missing' }

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
    expect(reader().read(texts(' Solar ', '1.234,5', 'in', '31/12/2026', 'ya', ''), 2)).toEqual({
      kind: 'input',
      at: null,
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
    const read = reader().read(texts('', '1,234', 'MASUK', '31/02/2026', 'mungkin', 'x', 'extra'), 2)
    expect(
      'faults' in read && Object.entries(read.faults).map(([name, [found]]) => [name, found?.code]),
    ).toEqual([
      ['_', 'import.row_too_long'],
      ['kind', 'import.value_unknown'],
      ['urgent', 'import.value_unknown'],
      ['date', 'import.date'],
      ['name', 'field.required'],
      ['amount', 'field.decimals'],
    ])
  })

  test('refuses a formula and an error in a mapped column by the name of the cell, whatever stands beside them', () => {
    const formula = { type: 'formula', value: '=1+1' } as const
    const error = { type: 'error', value: '#REF!' } as const
    const [name, ...rest] = texts('A', '', '', '', '')
    expect(reader('xlsx').read([name!, formula, ...rest.slice(1), formula], 5)).toEqual({
      kind: 'faulty',
      unknown: [],
      faults: { amount: [{ code: 'import.formula', params: { cell: 'B5' } }], date: [DATE_MISSING] },
    })
    expect(reader('xlsx').read([error, text('5'), ...texts('', '1/1/2026')], 5)).toMatchObject({
      faults: { name: [{ code: 'import.cell_error', params: { cell: 'A5', text: '#REF!' } }] },
    })
  })

  test('takes our own guard off a cell of a CSV file, once, and keeps a text of an XLSX as it stands', () => {
    const nameOf = (format: 'csv' | 'xlsx', name: string) => {
      const read = reader(format).read(texts(name, '5', '', '31/12/2026', '', ''), 2)
      return read.kind === 'input' ? read.input.name : read
    }
    expect(nameOf('csv', "'=not a formula")).toBe('=not a formula')
    expect(nameOf('csv', "''-5 sisa")).toBe("'-5 sisa")
    expect(nameOf('csv', "'sisa")).toBe("'sisa")
    expect(nameOf('csv', '="007"')).toBe('007')
    expect(nameOf('xlsx', '=sisa')).toBe('=sisa')
    expect(nameOf('xlsx', "'-5")).toBe("'-5")
  })
})
