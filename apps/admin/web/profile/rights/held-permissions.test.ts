import type { CatalogueApp } from '@lumbung/ui'
import { expect, it } from 'vitest'
import { heldPermissions, rolesWithPlaces } from './held-permissions.ts'

const words = (text: string) => ({ id: text, en: text })
const app = (id: string, ...permissions: string[]) =>
  ({
    id,
    name: words(id),
    permissions: permissions.map((permission) => ({ id: permission, label: words(permission) })),
  }) as unknown as CatalogueApp
const site = (id: string) => ({ kind: 'site', id })
const everywhere = { kind: 'tenant', id: null }

it('lists what is held app by app, with the places where it is limited to some', () => {
  const found = heldPermissions(
    [app('fuel', 'fuel.stock.in', 'fuel.stock.out'), app('admin', 'admin.user.read')],
    [
      { permission: 'fuel.stock.out', everywhere: false, scopes: [site('a'), site('b')] },
      { permission: 'fuel.stock.in', everywhere: true, scopes: [] },
    ],
  )
  expect(found).toEqual([
    {
      id: 'fuel',
      name: words('fuel'),
      all: 2,
      held: [
        { id: 'fuel.stock.in', label: words('fuel.stock.in'), places: [] },
        { id: 'fuel.stock.out', label: words('fuel.stock.out'), places: [site('a'), site('b')] },
      ],
    },
  ])
})

it('names a role once, with all its places, or the whole organisation alone', () => {
  const role = (key: string, scope: { kind: string; id: string | null }) => ({ key, name: key, scope })
  expect(
    rolesWithPlaces([
      role('operator', site('a')),
      role('operator', site('b')),
      role('reader', site('a')),
      role('reader', everywhere),
    ]),
  ).toEqual([
    { key: 'operator', name: 'operator', places: [site('a'), site('b')] },
    { key: 'reader', name: 'reader', places: [everywhere] },
  ])
})
