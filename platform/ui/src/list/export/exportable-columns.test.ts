import { pageOf, query } from '@lumbung/contract'
import { listStockHistory } from '@lumbung/fuel/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { exportableNames, exportsOfShown } from './exportable-columns.ts'

const Part = z.object({
  id: z.uuid(),
  code: z.string(),
  left: z.number().nullable(),
  deeper: z.object({ x: z.string() }),
})
const list = query({
  id: 'probe.list',
  http: 'GET /probe',
  summary: { id: 'Uji', en: 'Probe' },
  permission: 'probe.read',
  input: z.object({}),
  output: pageOf(
    z.object({
      id: z.uuid(),
      kind: z.enum(['a', 'b']).nullable(),
      always: z.literal('x'),
      tags: z.array(z.string()),
      thing: Part.meta({ id: 'ProbePart' }).nullable(),
      parts: z.array(Part),
      free: z.record(z.string(), z.string()),
      open: z.boolean().optional(),
    }),
  ),
  example: { input: {} },
})

test('a file has a column for each field of a row, objects opened once, lists of objects left out', () => {
  expect(exportableNames(list)).toEqual(['id', 'kind', 'always', 'tags', 'thing.code', 'thing.left', 'open'])
})

test('the contract of a real list is read as the server reads it', () => {
  expect(exportableNames(listStockHistory)).toEqual(
    expect.arrayContaining([
      'type',
      'amountLitres',
      'location.code',
      'location.name',
      'businessDay',
      'user.name',
    ]),
  )
})

test('columns that are shown are written in their order, by their own word or by their name', () => {
  const columns = [
    { id: 'amount', exports: ['left'] },
    { id: 'thing' },
    { id: 'id' },
    { id: 'button', exports: [] },
  ]
  expect(exportsOfShown(columns, exportableNames(list))).toEqual(['left', 'thing.code', 'thing.left', 'id'])
})

test('where a column has no counterpart in the file, "the columns shown" are not offered', () => {
  expect(exportsOfShown([{ id: 'id' }, { id: 'computed' }], exportableNames(list))).toBeNull()
})
