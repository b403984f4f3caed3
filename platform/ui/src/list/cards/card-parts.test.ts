import { expect, test } from 'vitest'
import { cardParts } from './card-parts.ts'

const ids = ({ title, aside, details }: ReturnType<typeof cardParts<{ id: string }>>) => [
  title?.id,
  aside?.id,
  details.map(({ id }) => id),
]

test('a card shows what the screen says, and at most three details', () => {
  const columns = [
    { id: 'code', onPhone: 'detail' as const },
    { id: 'name', onPhone: 'title' as const },
    { id: 'litres', onPhone: 'aside' as const, numeric: true },
    { id: 'site', onPhone: 'detail' as const },
    { id: 'other' },
    { id: 'by', onPhone: 'detail' as const },
    { id: 'notes', onPhone: 'detail' as const },
  ]
  expect(ids(cardParts(columns))).toEqual(['name', 'litres', ['code', 'site', 'by']])
})

test('without a word from the screen it shows the first column, the first figure, and what follows', () => {
  const columns = [
    { id: 'name' },
    { id: 'site' },
    { id: 'litres', numeric: true },
    { id: 'by', optional: true },
    { id: 'date' },
    { id: 'notes' },
    { id: 'more' },
  ]
  expect(ids(cardParts(columns))).toEqual(['name', 'litres', ['site', 'date', 'notes']])
})

test('a card always has a title', () => {
  expect(ids(cardParts([{ id: 'name' }, { id: 'litres', onPhone: 'aside' as const }]))).toEqual([
    'name',
    'litres',
    [],
  ])
  expect(cardParts([]).title).toBeNull()
})
