import { expect, test } from 'vitest'
import { filledMeanings, meaningsOf, valueRowsOf, withMeaning } from './value-rows.ts'

const run = {
  unknownValues: [
    { field: 'type', text: 'Kluar', rows: 38, firstRow: 2, suggestion: 'OUT' },
    { field: 'location', text: 'Gudang lama', rows: 3, firstRow: 9, suggestion: null },
  ],
  mapping: { columns: {}, values: { type: { Msk: 'IN', Kluar: 'IN' }, location: { Kapal: null } } },
}

test('what nobody has given a meaning stands first, what has one after it, and nothing twice', () => {
  expect(valueRowsOf(run).map(({ text, rows, known }) => [text, rows, known])).toEqual([
    ['Kluar', 38, undefined],
    ['Gudang lama', 3, undefined],
    ['Msk', null, 'IN'],
    ['Kapal', null, null],
  ])
})

test('a suggestion is chosen already; where there is none the person must say', () => {
  expect(meaningsOf(valueRowsOf(run))).toEqual({
    type: { Kluar: 'OUT', Msk: 'IN' },
    location: { Kapal: null },
  })
})

test('a meaning can be changed, taken back, and rows be left out', () => {
  const row = { field: 'type', text: 'Kluar' }
  const before = { type: { Kluar: 'OUT', Msk: 'IN' } }
  expect(withMeaning(before, row, 'IN')).toEqual({ type: { Msk: 'IN', Kluar: 'IN' } })
  expect(withMeaning(before, row, null)).toEqual({ type: { Msk: 'IN', Kluar: null } })
  const none = withMeaning({ type: { Kluar: 'OUT' } }, row, undefined)
  expect([none, filledMeanings(none)]).toEqual([{ type: {} }, {}])
})
