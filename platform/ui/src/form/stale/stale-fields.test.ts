import { expect, test } from 'vitest'
import { mergedValues, staleFields } from './stale-fields.ts'

const names = ['name', 'note', 'litres', 'tags', 'same']
const start = { name: 'A', note: '', litres: 1, tags: ['x'], same: 'S' }

test('only what differs is asked about, and what I did not touch is theirs', () => {
  const mine = { ...start, name: 'Mine', litres: 2 }
  const theirs = { ...start, name: 'Theirs', note: 'new', tags: ['x', 'y'] }
  expect(staleFields(names, { start, mine, theirs })).toEqual([
    { name: 'name', mine: 'Mine', theirs: 'Theirs', suggested: 'mine' },
    { name: 'note', mine: '', theirs: 'new', suggested: 'theirs' },
    { name: 'litres', mine: 2, theirs: 1, suggested: 'mine' },
    { name: 'tags', mine: ['x'], theirs: ['x', 'y'], suggested: 'theirs' },
  ])
})

test('both changed it alike: nothing to ask', () => {
  const both = { ...start, name: 'B' }
  expect(staleFields(names, { start, mine: both, theirs: both })).toEqual([])
})

test('what is chosen holds, else what was suggested, else mine', () => {
  const mine = { ...start, name: 'Mine' }
  const theirs = { ...start, name: 'Theirs', note: 'new', same: 'other' }
  const fields = staleFields(['name', 'note'], { start, mine, theirs })
  expect(mergedValues(mine, fields, {})).toEqual({ ...mine, note: 'new' })
  expect(mergedValues(mine, fields, { name: 'theirs', note: 'mine' })).toEqual({ ...mine, name: 'Theirs' })
})
