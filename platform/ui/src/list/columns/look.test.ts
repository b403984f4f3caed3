import { expect, test } from 'vitest'
import { choosableColumns, moveColumn, shownColumns, toggleColumn } from './look.ts'

const all = [{ id: 'date' }, { id: 'site' }, { id: 'amount' }, { id: 'notes', optional: true }]
const ids = (columns: readonly { id: string }[]) => columns.map(({ id }) => id)

test('a screen shows its own columns until somebody chooses others', () => {
  expect(ids(shownColumns(all, null))).toEqual(['date', 'site', 'amount'])
  expect(ids(shownColumns(all, ['notes', 'date']))).toEqual(['notes', 'date'])
})

test('columns that the screen no longer has are passed over, and a list is never without any', () => {
  expect(ids(shownColumns(all, ['gone', 'date']))).toEqual(['date'])
  expect(ids(shownColumns(all, ['gone']))).toEqual(['date', 'site', 'amount'])
})

test('a column is shown at the end and hidden again, and then nothing was chosen', () => {
  const shown = toggleColumn(all, null, 'notes')
  expect(shown).toEqual(['date', 'site', 'amount', 'notes'])
  expect(toggleColumn(all, shown, 'notes')).toBeNull()
})

test('the last column cannot be hidden', () => {
  expect(toggleColumn(all, ['site'], 'site')).toEqual(['site'])
})

test('a column moves as far as there are places', () => {
  expect(moveColumn(all, null, 'amount', -1)).toEqual(['date', 'amount', 'site'])
  expect(moveColumn(all, null, 'date', -1)).toBeNull()
  expect(moveColumn(all, ['site', 'date'], 'site', 5)).toEqual(['date', 'site'])
  expect(moveColumn(all, ['site'], 'date', 1)).toEqual(['site'])
})

test('what can be chosen are first those that are shown', () => {
  expect(choosableColumns(all, ['notes', 'date']).map(({ column, isShown }) => [column.id, isShown])).toEqual(
    [
      ['notes', true],
      ['date', true],
      ['site', false],
      ['amount', false],
    ],
  )
})
