import { expect, test } from 'vitest'
import { assignedSites, onlySite } from './assigned-site.service.ts'

const GENSET = '01936f2a-7b1c-7000-8000-000000000011'
const TUG_ASSIST = '01936f2a-7b1c-7000-8000-000000000012'

function grant(permissions: string[], kind: string, id: string | null) {
  return { roleKey: 'role', roleName: 'Role', permissions, scope: { kind, id } }
}

test('the site comes from the assignments that hold the permission, each once', () => {
  const grants = [
    grant(['fuel.stock.read'], 'site', TUG_ASSIST),
    grant(['fuel.stock.out'], 'site', GENSET),
    grant(['fuel.*'], 'site', GENSET),
  ]
  expect(assignedSites({ grants }, 'fuel.stock.out')).toEqual([GENSET])
})

test('a grant for the whole tenant names no site, and does not hide one that does', () => {
  expect(assignedSites({ grants: [grant(['*'], 'tenant', null)] }, 'fuel.stock.out')).toEqual([])
  const both = [grant(['*'], 'tenant', null), grant(['fuel.stock.out'], 'site', GENSET)]
  expect(assignedSites({ grants: both }, 'fuel.stock.out')).toEqual([GENSET])
})

test('no site and several sites are both refused: nobody guesses whose book is meant', () => {
  expect(onlySite([GENSET])).toBe(GENSET)
  expect(() => onlySite([])).toThrow('fuel.no_site_assigned')
  expect(() => onlySite([GENSET, TUG_ASSIST])).toThrow('fuel.site_ambiguous')
})
