import { describe, expect, it } from 'vitest'
import {
  type AppGroup,
  countGranted,
  coveredBy,
  mayHandOn,
  searched,
  throughPattern,
  unusualPatterns,
  withoutPattern,
  withPattern,
} from './patterns.ts'

const words = (id: string, label: string) => ({ id, label })
const apps: AppGroup[] = [
  {
    pattern: 'fuel.*',
    name: 'BBM',
    resources: [
      {
        pattern: 'fuel.stock.*',
        permissions: [words('fuel.stock.in', 'Mencatat masuk'), words('fuel.stock.out', 'Mencatat keluar')],
      },
      { pattern: 'fuel.site.*', permissions: [words('fuel.site.read', 'Melihat lokasi')] },
    ],
  },
  {
    pattern: 'admin.*',
    name: 'Pengelolaan',
    resources: [{ pattern: 'admin.user.*', permissions: [words('admin.user.read', 'Melihat pengguna')] }],
  },
]

describe('a role', () => {
  it('holds a permission through itself, or through the narrowest wildcard', () => {
    expect(throughPattern(['*', 'fuel.*', 'fuel.stock.in'], 'fuel.stock.in')).toBe('fuel.stock.in')
    expect(throughPattern(['*', 'fuel.*', 'fuel.stock.*'], 'fuel.stock.in')).toBe('fuel.stock.*')
    expect(throughPattern(['admin.*'], 'fuel.stock.in')).toBeNull()
  })

  it('grants as many permissions as its patterns match', () => {
    expect(countGranted(['*'], apps)).toBe(4)
    expect(countGranted(['fuel.*', 'fuel.stock.in'], apps)).toBe(3)
    expect(countGranted([], apps)).toBe(0)
  })
})

describe('changing the patterns of a role', () => {
  it('drops what a wider one makes superfluous, and keeps the rest', () => {
    const patterns = ['admin.user.read', 'fuel.site.read', 'fuel.stock.in']
    expect(withPattern(patterns, 'fuel.*')).toEqual(['admin.user.read', 'fuel.*'])
    expect(withPattern(patterns, 'fuel.stock.out')).toEqual([...patterns, 'fuel.stock.out'])
    expect(withPattern(patterns, '*')).toEqual(['*'])
    expect(withoutPattern(patterns, 'fuel.site.read')).toEqual(['admin.user.read', 'fuel.stock.in'])
  })

  it('knows what a wildcard already holds, and what may not be handed on', () => {
    expect(coveredBy(['fuel.*'], 'fuel.stock.in')).toBe('fuel.*')
    expect(coveredBy(['fuel.*'], 'fuel.*')).toBeNull()
    expect(mayHandOn(['fuel.*'], 'fuel.stock.*')).toBe(true)
    expect(mayHandOn(['fuel.stock.*'], 'fuel.*')).toBe(false)
    expect(mayHandOn(['*'], '*')).toBe(true)
  })

  it('shows also the patterns that fit no group', () => {
    expect(unusualPatterns(['*', 'fuel.*', 'fuel.stock.*', 'fuel.stock.in'], apps)).toEqual([])
    expect(unusualPatterns(['fuel.*.read', 'gone.thing.read'], apps)).toEqual([
      'fuel.*.read',
      'gone.thing.read',
    ])
  })
})

it('is searched by words and by id', () => {
  const found = (text: string) =>
    searched(apps, text).flatMap(({ resources }) =>
      resources.flatMap(({ permissions }) => permissions.map(({ id }) => id)),
    )
  expect(found('KELUAR')).toEqual(['fuel.stock.out'])
  expect(found('stock.in')).toEqual(['fuel.stock.in'])
  expect(found('')).toHaveLength(4)
  expect(found('tidak ada')).toEqual([])
})
