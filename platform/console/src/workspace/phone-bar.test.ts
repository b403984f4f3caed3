import { expect, test } from 'vitest'
import { barEntries, moveEntry } from './phone-bar.ts'

const entry = (id: string, records = false) => ({ id, records })
const OPERATOR = [entry('dashboard'), entry('use', true), entry('dips'), entry('history'), entry('sites')]
const idsOf = (entries: readonly { id: string }[]) => entries.map(({ id }) => id)

test('what is recorded comes first, then the menu in its order', () => {
  expect(idsOf(barEntries(OPERATOR, null))).toEqual(['use', 'dashboard', 'dips', 'history'])
  const admin = [entry('dashboard'), entry('in', true), entry('use', true), entry('dips'), entry('history')]
  expect(idsOf(barEntries(admin, null))).toEqual(['in', 'use', 'dashboard', 'dips'])
})

test('a role that records very much still has one place to read', () => {
  const clerk = [entry('dashboard'), ...['a', 'b', 'c', 'd', 'e'].map((id) => entry(id, true))]
  expect(idsOf(barEntries(clerk, null))).toEqual(['a', 'b', 'c', 'dashboard'])
})

test('what the person chose stands in their order, without what they may no longer open', () => {
  expect(idsOf(barEntries(OPERATOR, ['sites', 'gone', 'use']))).toEqual(['sites', 'use'])
  expect(idsOf(barEntries(OPERATOR, ['gone']))).toEqual(['use', 'dashboard', 'dips', 'history'])
  expect(idsOf(barEntries(OPERATOR, []))).toEqual(['use', 'dashboard', 'dips', 'history'])
})

test('an entry moves by one place and stays at either end', () => {
  expect(moveEntry(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
  expect(moveEntry(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b'])
  expect(moveEntry(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
  expect(moveEntry(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c'])
  expect(moveEntry(['a', 'b', 'c'], 'x', 1)).toEqual(['a', 'b', 'c'])
})
