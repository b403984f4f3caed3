import type { InputOf, OutputOf } from '@lumbung/contract'
import { type QueryCtx, toPage } from '@lumbung/kernel'
import type { listRecorders } from '../../contract/people.ts'
import { listMembers, personOrder } from '../people.store.ts'

/** Who reaches one site meets only the people of that site, and those of the whole organisation. */
export async function listRecordersInReach(
  ctx: QueryCtx,
  input: InputOf<typeof listRecorders>,
): Promise<OutputOf<typeof listRecorders>> {
  const reach = ctx.reach('site')
  const order = personOrder(input)
  const filter = { search: input.search, siteIds: reach.all ? null : reach.ids }
  const people = await listMembers(ctx.tx, filter, order)
  return toPage(people, input.limit, order.cursorKeys, ({ name, user_id }) => ({ id: user_id, name }))
}
