import { expect, it } from 'vitest'
import type { Assignment, Scope } from '../../contract/index.ts'
import { heldRoles, stateOf } from './held-roles.ts'

const NOW = new Date('2026-11-20T08:00:00Z')
const whole: Scope = { kind: 'tenant', id: null }
const site = (digit: number): Scope => ({ kind: 'site', id: `01936f2a-7b1c-7000-8000-00000000000${digit}` })
let made = 0
const given = (
  role: string,
  scope: Scope,
  startsAt = '2026-01-01T00:00:00Z',
  endsAt: string | null = null,
) => {
  made += 1
  const id = `01936f2a-7b1c-7000-8000-0000000001${String(made).padStart(2, '0')}`
  return { id, roleId: role, roleKey: role, roleName: role, scope, startsAt, endsAt } satisfies Assignment
}

it('gathers the places of a role', () => {
  const roles = heldRoles([given('a', site(1)), given('b', whole), given('a', site(2))], NOW)
  expect(roles.map(({ name, scopes }) => [name, scopes])).toEqual([
    ['a', [site(1), site(2)]],
    ['b', [whole]],
  ])
})

it('names the whole organisation alone', () => {
  expect(heldRoles([given('a', site(1)), given('a', whole)], NOW)[0]?.scopes).toEqual([whole])
})

it('leaves out what does not hold yet, or no longer: an end belongs to what is over', () => {
  const later = given('a', whole, '2026-11-20T08:00:01Z')
  const over = given('a', whole, '2026-01-01T00:00:00Z', '2026-11-20T08:00:00Z')
  expect([stateOf(later, NOW), stateOf(over, NOW)]).toEqual(['later', 'over'])
  expect(heldRoles([later, over], NOW)).toEqual([])
})
