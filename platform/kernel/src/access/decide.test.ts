import { isProblem } from '@lumbung/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  covers,
  decide,
  explain,
  patternCovers,
  permissionMatches,
  reachOf,
  requirePermission,
  type Wanted,
} from './decide.ts'
import type { Grant, Principal, ScopeRef } from './principal.ts'

const segment = fc.constantFrom('a', 'b', 'c', 'ab')
const permission = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
const pattern = fc
  .array(fc.oneof(segment, fc.constant('*')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('.'))
const scope: fc.Arbitrary<ScopeRef> = fc.constantFrom(
  { kind: 'tenant', id: null },
  { kind: 'own', id: null },
  { kind: 'site', id: 's1' },
  { kind: 'site', id: 's2' },
  { kind: 'unit', id: 's1' },
)
const wanted: fc.Arbitrary<Wanted> = fc.constantFrom(
  { kind: 'any' },
  { kind: 'tenant' },
  { kind: 'site', id: 's1' },
  { kind: 'site', id: 's2' },
  { kind: 'unit', id: 's1' },
)
const grant: fc.Arbitrary<Grant> = fc.record({
  roleKey: fc.constant('r'),
  roleName: fc.constant('R'),
  permissions: fc.array(pattern, { maxLength: 3 }),
  scope,
})

function principalOf(grants: readonly Grant[], more: Partial<Principal> = {}): Principal {
  return {
    userId: 'u',
    name: 'U',
    locale: null,
    sessionId: null,
    platformAdmin: false,
    tenant: { id: 't', slug: 't', name: 'T', zone: 'Asia/Makassar', locale: 'id', status: 'active' },
    grants,
    rolesOfTenant: [],
    ...more,
  }
}

/** The meaning of a pattern spelt out segment by segment. */
function naiveMatches(patternParts: string[], parts: string[]): boolean {
  const [head, ...rest] = patternParts
  if (head === undefined) return parts.length === 0
  if (parts.length === 0) return false
  if (head === '*' && rest.length === 0) return true
  return (head === '*' || head === parts[0]) && naiveMatches(rest, parts.slice(1))
}

describe('a permission pattern', () => {
  it('matches whole segments only, as the naive reading does', () => {
    fc.assert(
      fc.property(pattern, permission, (held, asked) => {
        expect(permissionMatches(held, asked)).toBe(naiveMatches(held.split('.'), asked.split('.')))
      }),
      { numRuns: 5_000 },
    )
  })

  it.each([
    ['*', 'fuel.stock.out', true],
    ['fuel.*', 'fuel.stock.out', true],
    ['fuel.*', 'fuelling.stock.out', false],
    ['fuel.*', 'fuel', false],
    ['fuel', 'fuel.stock', false],
    ['fuel.st*', 'fuel.stock', false],
    ['*.*.read', 'fuel.stock.read', true],
    ['*.*.read', 'fuel.read', false],
    ['*.read', 'fuel.stock.read', false],
    ['fuel.*.out', 'fuel.stock.out', true],
    ['fuel.*.out', 'fuel.stock.deep.out', false],
    ['', 'fuel', false],
  ])('%s against %s: %s', (held, asked, matches) => {
    expect(permissionMatches(held, asked)).toBe(matches)
  })

  it('covers another only if it grants all that the other grants', () => {
    fc.assert(
      fc.property(pattern, pattern, permission, (held, asked, any) => {
        if (patternCovers(held, asked) && permissionMatches(asked, any)) {
          expect(permissionMatches(held, any)).toBe(true)
        }
      }),
      { numRuns: 5_000 },
    )
  })

  it('covers itself, and everything is covered by * alone', () => {
    fc.assert(
      fc.property(pattern, (asked) => {
        expect(patternCovers(asked, asked)).toBe(true)
        expect(patternCovers('*', asked)).toBe(true)
        expect(patternCovers(asked, '*')).toBe(asked === '*')
      }),
    )
  })
})

describe('a decision', () => {
  it('allows exactly when some grant holds the permission and reaches the scope', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), permission, wanted, (grants, asked, want) => {
        const expected = grants.some(
          ({ permissions, scope: held }) =>
            permissions.some((held) => naiveMatches(held.split('.'), asked.split('.'))) &&
            (want.kind === 'any' ||
              held.kind === 'tenant' ||
              ('id' in want && held.kind === want.kind && held.id === want.id)),
        )
        const person = principalOf(grants)
        expect(decide(person, asked, want).allowed).toBe(expected)
        // Asked again it comes from what was remembered, and must be the same.
        expect(decide(person, asked, want).allowed).toBe(expected)
      }),
      { numRuns: 3_000 },
    )
  })

  it('never grows by taking a grant away', () => {
    fc.assert(
      fc.property(
        fc.array(grant, { minLength: 1, maxLength: 4 }),
        permission,
        wanted,
        (grants, asked, want) => {
          if (!decide(principalOf(grants), asked, want).allowed) {
            expect(decide(principalOf(grants.slice(1)), asked, want).allowed).toBe(false)
          }
        },
      ),
    )
  })

  it('agrees with the reach that a handler narrows by', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), permission, (grants, asked) => {
        const person = principalOf(grants)
        const reach = reachOf(person, asked, 'site')
        for (const id of ['s1', 's2']) {
          const reached = reach.all || reach.ids.includes(id)
          expect(decide(person, asked, { kind: 'site', id }).allowed).toBe(reached)
        }
      }),
    )
  })

  it('is explained by the same function, and refused with that explanation', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 3 }), permission, wanted, (grants, asked, want) => {
        const person = principalOf(grants)
        const { allowed, rule, held } = decide(person, asked, want)
        expect(explain(person, asked, want)).toMatchObject({ allowed, rule, held, permission: asked })
        let refusal: unknown
        try {
          requirePermission(person, asked, want)
        } catch (error) {
          refusal = error
        }
        expect(refusal === undefined).toBe(allowed)
        if (isProblem(refusal)) expect(refusal.params).toMatchObject({ rule, held, permission: asked })
      }),
    )
  })

  it('names the narrowest role first, and a grant whose time is not now', () => {
    const roles = [
      { key: 'all', name: 'All', permissions: ['*'] },
      { key: 'fuel', name: 'Fuel', permissions: ['fuel.*'] },
      { key: 'one', name: 'One', permissions: ['fuel.stock.out'] },
      { key: 'none', name: 'None', permissions: ['sakip.plan.read'] },
    ]
    const past = {
      roleKey: 'one',
      roleName: 'One',
      permissions: ['fuel.stock.out'],
      scope: { kind: 'tenant', id: null },
    }
    const person = principalOf([], { rolesOfTenant: roles, dormant: [past] })
    const explained = explain(person, 'fuel.stock.out', { kind: 'site', id: 's1' })
    expect(explained.rule).toBe('not_yet_or_no_longer')
    expect(explained.smallestGrant).toEqual({
      permission: 'fuel.stock.out',
      scope: { kind: 'site', id: 's1' },
      roles: ['One', 'Fuel', 'All'],
    })
  })
})

describe('handing on', () => {
  it('never lets anybody do what the granter cannot', () => {
    fc.assert(
      fc.property(
        fc.array(grant, { maxLength: 3 }),
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        scope,
        permission,
        wanted,
        (grants, given, givenScope, asked, want) => {
          const granter = principalOf(grants)
          if (!covers(granter, given, givenScope)) return
          const receiver = principalOf([
            { roleKey: 'n', roleName: 'N', permissions: given, scope: givenScope },
          ])
          if (decide(receiver, asked, want).allowed) expect(decide(granter, asked, want).allowed).toBe(true)
        },
      ),
      { numRuns: 5_000 },
    )
  })
})
