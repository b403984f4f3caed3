import { expect, test } from 'vitest'
import { addressOfView, isSameContent, type ViewContent } from './view-content.ts'

const view: ViewContent = {
  filters: { type: 'OUT', startDate: '7d' },
  columns: ['date', 'amount'],
  density: 'compact',
}

test('a view is as it was saved whatever the order of its filters', () => {
  expect(isSameContent(view, { ...view, filters: { startDate: '7d', type: 'OUT' } })).toBe(true)
})

test.each<[string, Partial<ViewContent>]>([
  ['a filter of another value', { filters: { type: 'IN', startDate: '7d' } }],
  ['a filter less', { filters: { type: 'OUT' } }],
  ['a filter more', { filters: { ...view.filters, site: 'GENSET' } }],
  ['another filter', { filters: { type: 'OUT', endDate: '7d' } }],
  ['columns in another order', { columns: ['amount', 'date'] }],
  ['the usual columns', { columns: null }],
  ['another density', { density: 'comfortable' }],
])('a view with %s was changed', (_, change) => {
  expect(isSameContent(view, { ...view, ...change })).toBe(false)
  expect(isSameContent({ ...view, ...change }, view)).toBe(false)
})

test('opening a view ends the filters that it does not have', () => {
  expect(addressOfView(['type', 'startDate', 'site'], view.filters)).toEqual({
    type: 'OUT',
    startDate: '7d',
    site: null,
  })
})
