import { expect, test } from 'vitest'
import { fileNameOf } from './file-name.ts'

test.each([
  ['attachment; filename="baris-gagal.csv"', 'baris-gagal.csv'],
  [`attachment; filename="p_d.csv"; filename*=UTF-8''p%C3%A4d%20%22a%22.csv`, 'päd "a".csv'],
  ['attachment', null],
  [null, null],
])('%s names %s', (disposition, name) => {
  expect(fileNameOf(disposition)).toBe(name)
})
