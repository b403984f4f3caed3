import type { ReadTx } from '@lumbung/kernel'
import type { Assignment, User } from '../../contract/index.ts'
import { type AssignmentRow, findMember, listAssignmentsOf, type MemberRow } from './user.store.ts'

/** Members as the API shows them; the assignments of all are read at once. */
export async function usersOf(tx: ReadTx, rows: readonly MemberRow[]): Promise<User[]> {
  const assignments = await listAssignmentsOf(
    tx,
    rows.map((row) => row.id),
  )
  const byUser = Map.groupBy(assignments, (row) => row.userId)
  return rows.map(({ createdAt, ...member }) => ({
    ...member,
    createdAt: createdAt.toISOString(),
    assignments: (byUser.get(member.id) ?? []).map(assignmentOf),
  }))
}

export async function findUser(tx: ReadTx, id: string): Promise<User | undefined> {
  const row = await findMember(tx, id)
  return row && (await usersOf(tx, [row]))[0]
}

function assignmentOf(row: AssignmentRow): Assignment {
  const { id, roleId, roleKey, roleName, scopeKind, scopeId, startsAt, endsAt } = row
  return {
    id,
    roleId,
    roleKey,
    roleName,
    scope: { kind: scopeKind, id: scopeId },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  }
}
