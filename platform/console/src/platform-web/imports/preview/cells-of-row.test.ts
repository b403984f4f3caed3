import { expect, test } from 'vitest'
import { cellsOf, type FileRow, otherFaults, shownFields } from './cells-of-row.ts'

const field = (name: string, label: string, unit: string | null = null) => ({
  name,
  label,
  unit,
  required: false,
  type: 'number' as const,
  choices: null,
  names: null,
  help: null,
})
const fields = [field('amount', 'Jumlah', 'L'), field('site', 'Lokasi'), field('notes', 'Catatan')]
const mapping = { columns: { site: { column: 0 }, amount: { column: 2 }, notes: { value: 'x' } } }
const shown = shownFields({ fields, mapping })
const row: FileRow = {
  number: 7,
  status: 'invalid',
  cells: ['GENSET', 'ignored'],
  errors: { amount: ['Wajib diisi.'], notes: ['Terlalu panjang.'], _: ['Stok tidak cukup.'] },
  outputId: null,
}

test('fields stand in the order of the command, with their unit, whatever the order of the columns', () => {
  expect(shown.map(({ label, column }) => [label, column])).toEqual([
    ['Jumlah (L)', 2],
    ['Lokasi', 0],
  ])
})

test('a fault stands at its cell, also where the row is too short to have one', () => {
  expect(cellsOf(row, shown).map(({ text, faults }) => [text, faults])).toEqual([
    ['', ['Wajib diisi.']],
    ['GENSET', []],
  ])
})

test('what concerns no cell is told for the row', () => {
  expect(otherFaults(row, shown, fields)).toEqual(['Catatan: Terlalu panjang.', 'Stok tidak cukup.'])
})
