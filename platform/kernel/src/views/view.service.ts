import { type InputOf, raise } from '@lumbung/contract'
import { notFound } from '../../contract/problems.ts'
import { type SavedView, type saveView, tooManyViews, type updateView } from '../../contract/views.ts'
import type { CommandCtx, QueryCtx } from '../operation/ctx.ts'
import {
  countViewsLocked,
  deleteViewRow,
  insertView,
  listViewRows,
  lockOwnView,
  updateViewRow,
  type ViewContent,
  type ViewRow,
} from './view.store.ts'

const MOST_VIEWS = 200
/** Of a list at once, shared ones included. */
const MOST_LISTED = 500
const RESOURCE = 'platform.view'

export async function listViewsOf(ctx: QueryCtx, list: string): Promise<SavedView[]> {
  const { userId } = ctx.actor
  const rows = await listViewRows(ctx.tx, { list, userId, limit: MOST_LISTED })
  return rows.map((row) => viewOf(row, userId))
}

export async function saveNewView(ctx: CommandCtx, input: InputOf<typeof saveView>): Promise<SavedView> {
  const { userId, name: ownerName } = ctx.actor
  if ((await countViewsLocked(ctx.tx, input.list, userId)) >= MOST_VIEWS) {
    throw raise(tooManyViews, { most: MOST_VIEWS })
  }
  const row = { ...input, id: ctx.newId(), ownerId: userId, ownerName, version: 1 }
  await insertView(ctx.tx, row)
  ctx.audit({ type: RESOURCE, id: row.id }, null, { list: row.list, ...contentOf(row) })
  return viewOf(row, userId)
}

export async function changeView(ctx: CommandCtx, input: InputOf<typeof updateView>): Promise<SavedView> {
  const view = await requireOwnView(ctx, input.id)
  ctx.assertVersion(view.version)
  const content = contentOf(input)
  await updateViewRow(ctx.tx, view.id, content)
  ctx.audit({ type: RESOURCE, id: view.id }, contentOf(view), content)
  return viewOf({ ...view, ...content, version: view.version + 1 }, ctx.actor.userId)
}

export async function removeView(ctx: CommandCtx, id: string): Promise<{ id: string }> {
  const view = await requireOwnView(ctx, id)
  await deleteViewRow(ctx.tx, id)
  ctx.audit({ type: RESOURCE, id }, { list: view.list, ...contentOf(view) }, null)
  return { id }
}

/** Throws `platform.not_found` for another's view too, shared or not: nobody learns whose there are. */
async function requireOwnView(ctx: CommandCtx, id: string): Promise<ViewRow> {
  const view = await lockOwnView(ctx.tx, id, ctx.actor.userId)
  if (!view) throw raise(notFound, {})
  return view
}

function contentOf({ name, filters, columns, density, shared }: ViewContent): ViewContent {
  return { name, filters, columns, density, shared }
}

function viewOf(row: ViewRow, userId: string): SavedView {
  const { id, list, ownerId, ownerName, version } = row
  const owner = { id: ownerId, name: ownerName }
  return { id, list, ...contentOf(row), owner, mine: ownerId === userId, version }
}
