import { expect, test } from 'vitest'
import { readLastPlace, rememberLastPlace } from './last-place.ts'

const owner = (user: string, tenant = 't1') =>
  ({ user: { id: user }, tenant: { id: tenant } }) as Parameters<typeof readLastPlace>[1]

function shelfOf(map = new Map<string, string>()) {
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  }
}

test('the place comes back to the same person in the same organisation, and to nobody else', () => {
  const shelf = shelfOf()
  rememberLastPlace(shelf, owner('u1'), { location: 'TUG_ASSIST', product: 'DIESEL' })
  expect(readLastPlace(shelf, owner('u1'))).toEqual({ location: 'TUG_ASSIST', product: 'DIESEL' })
  expect(readLastPlace(shelf, owner('u2'))).toEqual({})
  expect(readLastPlace(shelf, owner('u1', 't2'))).toEqual({})
})

test('without a product only the site comes back', () => {
  const shelf = shelfOf()
  rememberLastPlace(shelf, owner('u1'), { location: 'GENSET' })
  expect(readLastPlace(shelf, owner('u1'))).toEqual({ location: 'GENSET' })
})

test('a device that keeps nothing does not stand in the way', () => {
  const full = {
    ...shelfOf(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  expect(() => rememberLastPlace(full, owner('u1'), { location: 'GENSET' })).not.toThrow()
})
