import type { Screen } from '@lumbung/ui'
import { describe, expect, it } from 'vitest'
import { crumbsOf } from './crumbs.ts'
import { entryOf } from './entry-of.ts'
import { filterPalette } from './palette-filter.ts'
import { parseSearch, stringifySearch } from './plain-search.ts'

const screens = ['/', '/fuel', '/fuel/sites', '/fuel/sites/new', '/fuel/sites/$siteId', '/profile'].map(
  (path): Screen => ({
    path,
    title: { id: path, en: path },
    operation: null,
    permission: null,
    load: () => Promise.reject(new Error('is not opened here')),
  }),
)

describe('where a page is', () => {
  it('lies below the screens whose paths begin its own', () => {
    const crumbs = crumbsOf(screens, '/fuel/sites/7').map(({ screen, path }) => [screen.path, path])
    expect(crumbs).toEqual([
      ['/fuel', '/fuel'],
      ['/fuel/sites', '/fuel/sites'],
      ['/fuel/sites/$siteId', '/fuel/sites/7'],
    ])
  })

  it('takes a path written out before one with a parameter', () => {
    expect(crumbsOf(screens, '/fuel/sites/new').at(-1)?.screen.path).toBe('/fuel/sites/new')
  })

  it('is nowhere at an unknown address', () => {
    expect(crumbsOf(screens, '/nowhere')).toEqual([])
  })

  it('belongs to the menu entry with the longest fitting path, and not to one that only begins alike', () => {
    const items = [{ path: '/fuel' }, { path: '/fuel/history' }]
    expect(entryOf(items, '/fuel/history/7')).toBe('/fuel/history')
    expect(entryOf(items, '/fuel/historic')).toBe('/fuel')
    expect(entryOf(items, '/admin')).toBeNull()
  })
})

describe('the palette', () => {
  const screens = {
    group: 'Layar',
    actions: [{ id: '/fuel/out', label: 'Catat pemakaian', keywords: ['Record fuel used'] }],
  }
  const commands = { group: 'Perintah', actions: [{ id: 'fuel.dip.record', label: 'Catat sounding tangki' }] }

  it('shows the screens before anything is typed', () => {
    expect(filterPalette(' ', [screens, commands])).toEqual([screens])
  })

  it('finds by the beginnings of words of either language, in any order', () => {
    expect(filterPalette('used rec', [screens, commands])).toEqual([screens])
    expect(filterPalette('tang sound', [screens, commands])).toEqual([commands])
    expect(filterPalette('catat', [screens, commands])).toEqual([screens, commands])
    expect(filterPalette('ound', [screens, commands])).toEqual([])
  })
})

describe('the query string', () => {
  it('is plain text in both directions', () => {
    expect(parseSearch('?type=OUT&search=solar%20b40')).toEqual({ type: 'OUT', search: 'solar b40' })
    expect(stringifySearch({ type: 'OUT', search: 'a&b', gone: undefined, empty: '' })).toBe(
      '?type=OUT&search=a%26b',
    )
  })
})
