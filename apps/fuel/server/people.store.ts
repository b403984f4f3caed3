import { allOf, containsPattern, type Order, type ReadTx, type Sql, sorting, sql } from '@lumbung/kernel'

/** The names of members by id, as they are now. */
export async function findNames(tx: ReadTx, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await tx.rows<{ user_id: string; name: string }>(sql`
    SELECT user_id, name FROM kernel.member
    WHERE tenant_id = kernel.current_tenant() AND user_id = ANY (${userIds as string[]}::uuid[])`)
  return new Map(rows.map((row) => [row.user_id, row.name]))
}

/** An array of those whose name contains a text, at most a thousand, for another statement. `pattern` is that of an ILIKE. */
export function membersNamed(pattern: string): Sql {
  return sql`ARRAY(
    SELECT user_id FROM kernel.member
    WHERE tenant_id = kernel.current_tenant() AND name ILIKE ${pattern} LIMIT 1000)`
}

export interface PersonRow {
  user_id: string
  name: string
}

export const personOrder = sorting<PersonRow, 'name'>('name', {
  name: [
    { sql: sql`member.name`, type: 'text', ignoresCase: true, valueOf: (person) => person.name },
    { sql: sql`member.user_id`, type: 'uuid', valueOf: (person) => person.user_id },
  ],
})

/**
 * Members by name, one more than the page. With sites, those who have an assignment there or to the whole organisation;
 * who is no longer active may still stand behind old lines.
 */
export async function listMembers(
  tx: ReadTx,
  filter: {
    search?: string | undefined
    /** Null: everybody. */
    siteIds: readonly string[] | null
  },
  order: Order<PersonRow>,
): Promise<PersonRow[]> {
  const { search, siteIds } = filter
  return await tx.rows<PersonRow>(sql`
    SELECT member.user_id, member.name FROM kernel.member
    WHERE ${allOf([
      sql`member.tenant_id = kernel.current_tenant()`,
      search !== undefined && sql`member.name ILIKE ${containsPattern(search)}`,
      siteIds !== null &&
        sql`EXISTS (
          SELECT FROM kernel.assignment
          WHERE assignment.tenant_id = member.tenant_id AND assignment.user_id = member.user_id
            AND (assignment.scope_kind = 'tenant' OR assignment.scope_id = ANY (${siteIds as string[]}::uuid[])))`,
      order.after,
    ])}
    ${order.page}`)
}

export interface GranteeRow {
  email: string
  permissions: string[]
  scope_kind: string
  scope_id: string | null
}

/** What each active member holds at this moment, one row per assignment. */
export async function listGrantees(tx: ReadTx, now: Date): Promise<GranteeRow[]> {
  return await tx.rows<GranteeRow>(sql`
    SELECT member.email, role.permissions, assignment.scope_kind, assignment.scope_id
    FROM kernel.assignment
    JOIN kernel.member ON member.tenant_id = assignment.tenant_id AND member.user_id = assignment.user_id
    JOIN kernel.role ON role.tenant_id = assignment.tenant_id AND role.id = assignment.role_id
    WHERE assignment.tenant_id = kernel.current_tenant() AND member.status = 'active'
      AND assignment.starts_at <= ${now} AND (assignment.ends_at IS NULL OR assignment.ends_at > ${now})
    ORDER BY member.email`)
}

/** The language of the tenant, for what is written to several people at once. */
export async function findTenantLocale(tx: ReadTx): Promise<'id' | 'en'> {
  const row = await tx.one<{ locale: 'id' | 'en' }>(sql`
    SELECT locale FROM control.tenant WHERE id = kernel.current_tenant()`)
  return row.locale
}
