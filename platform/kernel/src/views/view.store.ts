import type { SavedView } from '../../contract/views.ts'
import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'

/** What its owner decides about a view. */
export type ViewContent = Pick<SavedView, 'name' | 'filters' | 'columns' | 'density' | 'shared'>

export interface ViewRow extends ViewContent {
  id: string
  list: string
  ownerId: string
  ownerName: string
  version: number
}

const viewColumns = sql`
  view.id, view.list, view.name, view.filters, view.columns, view.density, view.shared, view.version,
  view.owner_id AS "ownerId", owner.name AS "ownerName"`

const viewTables = sql`
  kernel.saved_view AS view
  JOIN kernel.member AS owner ON owner.tenant_id = view.tenant_id AND owner.user_id = view.owner_id`

/** Of one list: the person's own first, then those that others share, each by name. */
export async function listViewRows(
  tx: ReadTx,
  { list, userId, limit }: { list: string; userId: string; limit: number },
): Promise<ViewRow[]> {
  return await tx.rows<ViewRow>(sql`
    SELECT ${viewColumns} FROM ${viewTables}
    WHERE view.tenant_id = kernel.current_tenant() AND view.list = ${list} AND (view.owner_id = ${userId} OR view.shared)
    ORDER BY view.owner_id = ${userId} DESC, view.name, view.id LIMIT ${limit}`)
}

/** A view of this very person, locked. */
export async function lockOwnView(tx: Tx, id: string, userId: string): Promise<ViewRow | undefined> {
  return await tx.maybe<ViewRow>(sql`
    SELECT ${viewColumns} FROM ${viewTables}
    WHERE view.tenant_id = kernel.current_tenant() AND view.id = ${id} AND view.owner_id = ${userId}
    FOR UPDATE OF view`)
}

/** Views of a person for one list; they cannot become more until the transaction ends. */
export async function countViewsLocked(tx: Tx, list: string, userId: string): Promise<number> {
  await tx.run(sql`
    SELECT FROM kernel.member
    WHERE tenant_id = kernel.current_tenant() AND user_id = ${userId} FOR NO KEY UPDATE`)
  const { views } = await tx.one<{ views: number }>(sql`
    SELECT count(*)::int AS views FROM kernel.saved_view
    WHERE tenant_id = kernel.current_tenant() AND owner_id = ${userId} AND list = ${list}`)
  return views
}

export async function insertView(
  tx: Tx,
  view: ViewContent & { id: string; list: string; ownerId: string },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.saved_view (id, owner_id, list, name, filters, columns, density, shared)
    VALUES (${view.id}, ${view.ownerId}, ${view.list}, ${view.name}, ${JSON.stringify(view.filters)}::jsonb,
            ${view.columns}, ${view.density}, ${view.shared})`)
}

/** The caller holds the row's lock. */
export async function updateViewRow(tx: Tx, id: string, content: ViewContent): Promise<void> {
  await tx.run(sql`
    UPDATE kernel.saved_view
    SET name = ${content.name}, filters = ${JSON.stringify(content.filters)}::jsonb, columns = ${content.columns},
        density = ${content.density}, shared = ${content.shared}, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND id = ${id}`)
}

export async function deleteViewRow(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM kernel.saved_view WHERE tenant_id = kernel.current_tenant() AND id = ${id}`)
}
