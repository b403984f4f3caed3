import type { Assignment, Scope } from '../../contract/index.ts'

export type AssignmentState = 'now' | 'later' | 'over'

/** One role of a person with all that it reaches; assignments of the same role are one line for who reads them. */
export interface HeldRole {
  roleId: string
  name: string
  scopes: readonly Scope[]
}

export function stateOf(
  { startsAt, endsAt }: Pick<Assignment, 'startsAt' | 'endsAt'>,
  now: Date,
): AssignmentState {
  if (new Date(startsAt) > now) return 'later'
  return endsAt !== null && new Date(endsAt) <= now ? 'over' : 'now'
}

/** The roles that hold now, in the order in which they were given; the whole organisation makes places beside it moot. */
export function heldRoles(assignments: readonly Assignment[], now: Date): HeldRole[] {
  const current = assignments.filter((assignment) => stateOf(assignment, now) === 'now')
  return [...Map.groupBy(current, ({ roleId }) => roleId)].map(([roleId, given]) => {
    const scopes = given.map(({ scope }) => scope)
    const whole = scopes.find(({ kind }) => kind === 'tenant')
    return { roleId, name: given[0]?.roleName ?? '', scopes: whole ? [whole] : scopes }
  })
}
