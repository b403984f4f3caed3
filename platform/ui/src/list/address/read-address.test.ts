import { Day, Instant, line, PageInput } from '@lumbung/contract'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Filter } from '../list-types.ts'
import { namesInAddress, readAddress } from './read-address.ts'

const input = z.object({
  search: line(20).optional(),
  type: z.enum(['IN', 'OUT']).optional(),
  low: z.boolean().optional(),
  least: z.int().min(1).max(9).optional(),
  kinds: z.array(z.string().max(5)).optional(),
  startDate: Day.optional(),
  endDate: Day.optional(),
  after: Instant.optional(),
  before: Instant.optional(),
  siteId: z.uuid().optional(),
  sort: z.enum(['date', '-date']).default('-date'),
  ...PageInput,
})
const filters: Filter[] = [
  { kind: 'search', name: 'search' },
  { kind: 'day-range', from: 'startDate', to: 'endDate', label: 'Tanggal' },
  { kind: 'day-range', from: 'after', to: 'before', label: 'Dicatat' },
]
const clock = { today: '2026-11-20', zone: 'Asia/Makassar' }
const read = (search: Record<string, string>, fixed: Record<string, unknown> = {}) =>
  readAddress({ input, filters, fixed }, search, clock)

describe('the address of a list', () => {
  test('gives each value the type that the operation takes', () => {
    const { input, texts, dropped } = read({
      type: 'IN',
      low: 'true',
      least: '3',
      kinds: 'a,b',
      sort: 'date',
    })
    expect(input).toEqual({ type: 'IN', low: true, least: 3, kinds: ['a', 'b'], sort: 'date' })
    expect(texts).toEqual({ type: 'IN', low: 'true', least: '3', kinds: 'a,b', sort: 'date' })
    expect(dropped).toEqual([])
  })

  test.each([
    ['an unknown choice', { type: 'SIDEWAYS' }],
    ['a word for a number', { least: 'many' }],
    ['a number out of bounds', { least: '99' }],
    ['a number in hex', { least: '0x3' }],
    ['a flag that is neither', { low: 'yes' }],
    ['a text too long', { search: 'x'.repeat(21) }],
    ['a control character', { search: 'a\u0000b' }],
    ['no identifier', { siteId: 'genset' }],
    ['a day that does not exist', { startDate: '2026-02-30' }],
    ['a day in another spelling', { endDate: '20/11/2026' }],
    ['an unknown order', { sort: 'price' }],
  ])('leaves out and names %s', (_, search) => {
    const { input, texts, dropped } = read(search)
    expect({ input, texts }).toEqual({ input: {}, texts: {} })
    expect(dropped).toEqual(Object.keys(search))
  })

  test('does not touch paging, fixed input, empty values and what is not the list’s', () => {
    const foreign = { limit: '5', cursor: 'x', page: '2', search: '', tab: 'history', constructor: 'x' }
    expect(read({ ...foreign, type: 'IN' }, { type: 'OUT' })).toEqual({ texts: {}, input: {}, dropped: [] })
    const small = z.object({ low: z.boolean().optional(), siteId: z.uuid(), ...PageInput })
    expect(namesInAddress({ input: small, filters: [], fixed: { siteId: 'x' } })).toEqual(['low', 'view'])
  })

  test('counts a preset from today and keeps its name', () => {
    const { input, texts } = read({ startDate: '7d', endDate: '2020-01-01' })
    expect(input).toEqual({ startDate: '2026-11-14', endDate: '2026-11-20' })
    expect(texts).toEqual({ startDate: '7d' })
  })

  test('puts the ends of a range in order, and leaves one open', () => {
    expect(read({ startDate: '2026-11-20', endDate: '2026-11-01' }).input).toEqual({
      startDate: '2026-11-01',
      endDate: '2026-11-20',
    })
    expect(read({ endDate: '2026-11-01' }).input).toEqual({ endDate: '2026-11-01' })
  })

  test('asks for the whole last day, in the organisation’s zone, where the operation takes instants', () => {
    expect(read({ after: 'today' }).input).toEqual({
      after: '2026-11-19T16:00:00.000Z',
      before: '2026-11-20T16:00:00.000Z',
    })
  })
})
