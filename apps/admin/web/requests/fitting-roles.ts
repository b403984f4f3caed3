import { permissionMatches } from '@lumbung/kernel/contract'
import type { Me } from '@lumbung/ui'
import type { Role, Scope } from '../../contract/index.ts'

export interface FittingRole {
  role: Role
  /** How many of the permissions that there are it brings. */
  breadth: number
  /** It brings nothing that the person who grants does not hold as far as is asked for. */
  mayHandOn: boolean
}

/**
 * The roles that hold a permission, the narrowest first. Whether one may be handed on is judged here by the permissions
 * that there are today; the server, which decides, also thinks of those that a pattern would grant tomorrow.
 */
export function fittingRoles(
  roles: readonly Role[],
  wanted: { permission: string; scope: Scope },
  known: { permissions: readonly string[]; held: Me['permissions'] },
): readonly FittingRole[] {
  return roles
    .filter((role) => grants(role, wanted.permission))
    .map((role) => {
      const brought = known.permissions.filter((permission) => grants(role, permission))
      const mayHandOn = brought.every((permission) => reaches(known.held, permission, wanted.scope))
      return { role, breadth: brought.length, mayHandOn }
    })
    .sort((a, b) => a.breadth - b.breadth || wildcardsOf(a) - wildcardsOf(b) || compareNames(a, b))
}

function grants({ permissions }: Role, permission: string): boolean {
  return permissions.some((pattern) => permissionMatches(pattern, permission))
}

function reaches(held: Me['permissions'], permission: string, { kind, id }: Scope): boolean {
  const entry = held.find((one) => one.permission === permission)
  if (!entry) return false
  return entry.everywhere || entry.scopes.some((scope) => scope.kind === kind && scope.id === id)
}

/** Of two that bring the same today, the one with fewer `*` grows less tomorrow. */
function wildcardsOf({ role }: FittingRole): number {
  return role.permissions.filter((pattern) => pattern.includes('*')).length
}

function compareNames(a: FittingRole, b: FittingRole): number {
  return a.role.name.localeCompare(b.role.name)
}
