import { expect, it } from 'vitest'
import type { Role } from '../../contract/index.ts'
import { fittingRoles } from './fitting-roles.ts'

const permissions = ['fuel.site.read', 'fuel.stock.in', 'fuel.stock.out', 'admin.user.read']
const everywhere = { kind: 'tenant', id: null }
const site = (id: string) => ({ kind: 'site', id })

function role(key: string, ...patterns: string[]): Role {
  return { id: key, key, name: key, permissions: patterns, template: null, assignments: 0, version: 1 }
}

const held = (...ids: string[]) =>
  ids.map((permission) => ({ permission, everywhere: true, scopes: [] as { kind: string; id: string }[] }))

it('are those that hold the permission, the narrowest first, and of equals the one that grows least', () => {
  const roles = [
    role('everything', '*'),
    role('other', 'admin.user.read'),
    role('fuel', 'fuel.*'),
    role('in-by-pattern', 'fuel.*.in'),
    role('in', 'fuel.stock.in'),
  ]
  const found = fittingRoles(
    roles,
    { permission: 'fuel.stock.in', scope: everywhere },
    { permissions, held: held(...permissions) },
  )
  expect(found.map(({ role: { key }, breadth }) => [key, breadth])).toEqual([
    ['in', 1],
    ['in-by-pattern', 1],
    ['fuel', 3],
    ['everything', 4],
  ])
})

it('are handed on only by who holds all that they bring, as far as is asked for', () => {
  const roles = [role('in', 'fuel.stock.in'), role('everything', '*')]
  const mayHandOn = (scope: { kind: string; id: string | null }, mine: ReturnType<typeof held>) =>
    fittingRoles(roles, { permission: 'fuel.stock.in', scope }, { permissions, held: mine }).map(
      (one) => one.mayHandOn,
    )
  expect(mayHandOn(everywhere, held('fuel.stock.in'))).toEqual([true, false])
  expect(mayHandOn(everywhere, held(...permissions))).toEqual([true, true])
  const atOneSite = [{ permission: 'fuel.stock.in', everywhere: false, scopes: [site('a')] }]
  expect(mayHandOn(site('a'), atOneSite)).toEqual([true, false])
  expect(mayHandOn(site('b'), atOneSite)).toEqual([false, false])
  expect(mayHandOn(everywhere, atOneSite)).toEqual([false, false])
})
