import { ApiProblem } from '@lumbung/client'
import { expect, test } from 'vitest'
import type { CatalogueApp } from '../data/use-catalogue.ts'
import { reachAskedFor, refusalByPermission, refusalOfProblem } from './refusal.ts'

const tenant = { kind: 'tenant', id: null }
const params = {
  permission: 'fuel.stock.in',
  scope: tenant,
  rule: 'no_grant',
  held: [],
  smallestGrant: { permission: 'fuel.stock.in', scope: tenant, roles: ['Petugas', 'Pengelola'] },
  mayRequest: true,
}
const problem = (code: string, given: Record<string, unknown>) =>
  new ApiProblem({ status: 403, code, message: 'x', params: given })

test('an explained refusal is read, anything else is not', () => {
  expect(refusalOfProblem(problem('platform.forbidden', params))).toEqual({
    permission: 'fuel.stock.in',
    scope: tenant,
    rule: 'no_grant',
    held: [],
    roles: ['Petugas', 'Pengelola'],
    mayRequest: true,
  })
  expect(refusalOfProblem(problem('platform.not_found', params))).toBe(null)
  expect(refusalOfProblem(problem('platform.forbidden', { rule: 'new_rule' }))).toBe(null)
})

test('without a call, the roles that apps bring are named, the narrowest first', () => {
  const role = (key: string, ...permissions: string[]) => ({ key, name: { id: key, en: key }, permissions })
  const app = {
    roles: [role('semua', '*'), role('bbm', 'fuel.*'), role('petugas', 'fuel.stock.in'), role('lain', 'a.b')],
  } as unknown as CatalogueApp
  const me = { roles: [{ key: 'lain', name: 'Lain', scope: tenant }] }
  const refusal = refusalByPermission('fuel.stock.in', me, [app], 'id')
  expect(refusal.roles).toEqual(['petugas', 'bbm', 'semua'])
  expect(refusal.held).toEqual([{ role: 'Lain', scope: tenant }])
})

test('asks for no more than the one place where the person works, if all of it can be done there', () => {
  const genset = { kind: 'site', id: '01936f2a-7b1c-7000-8000-000000000011' }
  const me = (...scopes: (typeof genset)[]) => ({
    roles: scopes.map((scope) => ({ key: 'operator', name: 'Operator', scope })),
  })
  const apps = (...scopes: string[]) =>
    [{ operations: scopes.map((scope) => ({ permission: 'fuel.stock.reverse', scope })) }] as never
  const refusal = { permission: 'fuel.stock.reverse', scope: tenant }
  expect(reachAskedFor(refusal, me(genset), apps('site', 'site'))).toEqual(genset)
  expect(reachAskedFor(refusal, me(genset), apps('site', 'tenant'))).toEqual(tenant)
  expect(reachAskedFor(refusal, me(genset, { ...genset, id: 'other' }), apps('site'))).toEqual(tenant)
  expect(reachAskedFor(refusal, null, apps('site'))).toEqual(tenant)
})
