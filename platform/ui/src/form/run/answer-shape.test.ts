import { expect, test } from 'vitest'
import { nameOf, shapeOf } from './answer-shape.ts'

test('a page of rows is a table, of all fields that any row has', () => {
  const answer = {
    data: [
      { id: 1, name: 'a' },
      { id: 2, note: 'b' },
    ],
    page: { nextCursor: 'x' },
  }
  expect(shapeOf(answer)).toEqual({
    kind: 'rows',
    columns: ['id', 'name', 'note'],
    rows: answer.data,
    hasMore: true,
  })
  expect(shapeOf({ data: [] })).toEqual({ kind: 'rows', columns: [], rows: [], hasMore: false })
})

test('a document is its facts, in their order', () => {
  expect(shapeOf({ id: 1, tags: ['a'] })).toEqual({
    kind: 'facts',
    facts: [
      ['id', 1],
      ['tags', ['a']],
    ],
  })
})

test.each([null, undefined, 5, 'x', []])('%j has no facts and breaks nothing', (answer) => {
  expect(shapeOf(answer)).toEqual({ kind: 'facts', facts: [] })
})

test('a name is spelled as words', () => {
  expect(nameOf('lowStockThresholdLitres')).toBe('Low stock threshold litres')
})
