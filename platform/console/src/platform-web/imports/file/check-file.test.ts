import { expect, test } from 'vitest'
import { faultOfFile } from './check-file.ts'

const LIMIT = 1_000

test.each([
  ['catatan.csv', 10, null],
  ['CATATAN.XLSX', 1_000, null],
  ['catatan.v2.tsv', 10, null],
  ['catatan.xls', 10, 'file_old_excel'],
  ['catatan.pdf', 10, 'file_type'],
  ['catatan', 10, 'file_type'],
  ['catatan.csv', 0, 'file_empty'],
  ['catatan.csv', 1_001, 'file_too_large'],
])('%s of %d bytes: %s', (name, size, fault) => {
  expect(faultOfFile({ name, size }, LIMIT)).toBe(fault)
})

test('while the limit is not known, the server judges the size', () => {
  expect(faultOfFile({ name: 'a.csv', size: 1e9 }, null)).toBe(null)
})
