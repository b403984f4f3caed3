import { expect, test } from 'vitest'
import type { Column } from '../list-types.ts'
import { tableTracks } from './table-columns.ts'

const column = (id: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  id,
  header: id,
  cell: () => id,
  ...more,
})
const plain = { canChoose: false, canAct: false, needed: {} }

test('columns are as wide as what they hold, and a long text takes what is left', () => {
  const columns = [
    column('date', { width: 215 }),
    column('type', { width: 215 }),
    column('notes', { prose: true }),
  ]
  const { tracks, least } = tableTracks(columns, { ...plain, needed: { date: 170, type: 80, notes: 900 } })
  expect(tracks).toBe('170px 80px minmax(160px, 4fr)')
  expect(least).toBe(410)
})

test('until something is known of the content, a column takes the width that its screen gave it', () => {
  expect(
    tableTracks([column('date', { width: 215 }), column('amount', { numeric: true })], plain).tracks,
  ).toBe('minmax(215px, 2fr) 120px')
})

test('one long name does not push all other columns out of sight', () => {
  expect(tableTracks([column('name')], { ...plain, needed: { name: 2_000 } }).least).toBe(320)
})

test('boxes and menus of rows have places of their own', () => {
  const { tracks, least, titleLeft } = tableTracks([column('name')], {
    canChoose: true,
    canAct: true,
    needed: { name: 100 },
  })
  expect([tracks, least, titleLeft]).toEqual(['44px minmax(100px, 2fr) 44px', 188, 44])
})
