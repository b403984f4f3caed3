import { deleteView, listViews, saveView, updateView } from '../../contract/views.ts'
import { type BoundOperation, handle } from '../operation/handle.ts'
import { changeView, listViewsOf, removeView, saveNewView } from './view.service.ts'

export const viewOperations: BoundOperation[] = [
  handle(listViews, async (ctx, { list }) => ({ data: await listViewsOf(ctx, list) })),
  handle(saveView, saveNewView),
  handle(updateView, changeView),
  handle(deleteView, (ctx, { id }) => removeView(ctx, id)),
]
