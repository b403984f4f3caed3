import { type CommandCtx, type QueryCtx, roleWords } from '@lumbung/kernel'
import type { Assignment, User } from '../../contract/index.ts'
import { type AssignmentRow, findMember, listAssignmentsOf, type MemberRow } from './user.store.ts'

/** Members as the API shows them; the assignments of all are read at once. */
export async function usersOf(ctx: QueryCtx | CommandCtx, rows: readonly MemberRow[]): Promise<User[]> {
  const assignments = await listAssignmentsOf(
    ctx.tx,
    rows.map((row) => row.id),
  )
  const byUser = Map.groupBy(assignments, (row) => row.userId)
  return rows.map(({ createdAt, ...member }) => ({
    ...member,
    createdAt: createdAt.toISOString(),
    assignments: (byUser.get(member.id) ?? []).map((assignment) => assignmentOf(ctx, assignment)),
  }))
}

export async function findUser(ctx: QueryCtx | CommandCtx, id: string): Promise<User | undefined> {
  const row = await findMember(ctx.tx, id)
  return row && (await usersOf(ctx, [row]))[0]
}

function assignmentOf({ services, locale }: QueryCtx | CommandCtx, row: AssignmentRow): Assignment {
  const { id, roleId, roleKey, roleName, scopeKind, scopeId, startsAt, endsAt } = row
  return {
    id,
    roleId,
    roleKey,
    roleName: roleWords(services.catalogue, { key: roleKey, name: roleName }, locale),
    scope: { kind: scopeKind, id: scopeId },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  }
}
