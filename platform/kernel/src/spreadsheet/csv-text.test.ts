import { expect, test } from 'vitest'
import { detectDelimiter } from './csv-text.ts'

test('decimal commas do not win over semicolons where most rows leave their last cells blank', () => {
  const rows = Array.from({ length: 12 }, (_, index) => `${index};Keluar;-1200,00;50,50;;`)
  const text = ['No;Jenis;Jumlah;Saldo;Pencatat;Keterangan', '0;Masuk;1,50;1,50;Sitti;Kiriman', ...rows]
  expect(detectDelimiter(text.join('\r\n')).delimiter).toBe(';')
})
