import { expect, it } from 'vitest'
import { cellsWithProblems, nextAfter } from './problems.ts'

it('goes from problem to problem in reading order, and round again', () => {
  const lines = ['a', 'b', 'c'].map((key) => ({ key }))
  const columns = [{ id: 'item' }, { id: 'litres' }]
  const unreadable = { a: { litres: { text: 'x', why: 'not_a_number' as const } } }
  const problems = { c: { item: 'taken', litres: 'too much' } }
  const cells = cellsWithProblems(lines, columns, ({ key }) => key, unreadable, problems)
  expect(cells).toEqual([
    { row: 0, column: 1 },
    { row: 2, column: 0 },
    { row: 2, column: 1 },
  ])
  expect(nextAfter(cells, { row: 0, column: 1 })).toEqual({ row: 2, column: 0 })
  expect(nextAfter(cells, { row: 2, column: 1 })).toEqual({ row: 0, column: 1 })
  expect(nextAfter([], { row: 0, column: 0 })).toBeUndefined()
})
