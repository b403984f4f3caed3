import { expect, it } from 'vitest'
import { differencesOf, listDifference } from './differences.ts'

it('says of each field whether it came, went, changed, or is not to be seen', () => {
  const changes = {
    name: ['Genset', 'Genset Utara'],
    note: [null, 'baru'],
    zone: ['Asia/Makassar', null],
    password: ['•••', '•••'],
    apiToken: [null, '•••'],
    isOpen: [false, true],
  }
  expect(differencesOf(changes).map(({ field, kind }) => [field, kind])).toEqual([
    ['name', 'changed'],
    ['note', 'added'],
    ['zone', 'removed'],
    ['password', 'masked'],
    ['apiToken', 'masked'],
    ['isOpen', 'changed'],
  ])
})

it('takes a pair that lacks an end for one that ends in nothing', () => {
  expect(differencesOf({ name: ['x'] })).toEqual([
    { field: 'name', kind: 'removed', before: 'x', after: null },
  ])
})

it('tells of two lists what came and what went, entries of any shape, doubles counted', () => {
  expect(listDifference(['a', 'b', 'b'], ['b', 'c'])).toEqual({ added: ['c'], removed: ['a', 'b'] })
  const one = { product: 'B40', litres: 100 }
  expect(listDifference([one], [one, { ...one, litres: 200 }])).toEqual({
    added: [{ product: 'B40', litres: 200 }],
    removed: [],
  })
  expect(listDifference(['a', 'b'], ['b', 'a'])).toEqual({ added: [], removed: [] })
})
