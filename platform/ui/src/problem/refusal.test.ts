import { ApiProblem } from '@lumbung/client'
import { expect, test } from 'vitest'
import type { CatalogueApp } from '../data/use-catalogue.ts'
import { refusalByPermission, refusalOfProblem } from './refusal.ts'

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
