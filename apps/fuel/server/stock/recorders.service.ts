import type { InputOf, OutputOf } from '@lumbung/contract'
import { decodeCursor, offsetOf, type QueryCtx, toPage } from '@lumbung/kernel'
import type { listRecorders } from '../../contract/people.ts'
import { listMembers } from '../people.store.ts'

const CURSOR_KEYS = [/^[^\n]{0,120}$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/]

/** Who reaches one site meets only the people of that site, and those of the whole organisation. */
export async function listRecordersInReach(
  ctx: QueryCtx,
  input: InputOf<typeof listRecorders>,
): Promise<OutputOf<typeof listRecorders>> {
  const reach = ctx.reach('site')
  const cursor = input.cursor === undefined ? undefined : decodeCursor(input.cursor, CURSOR_KEYS)
  const people = await listMembers(ctx.tx, {
    search: input.search,
    siteIds: reach.all ? null : reach.ids,
    after: cursor && { name: cursor[0] as string, id: cursor[1] as string },
    offset: offsetOf(input),
    limit: input.limit,
  })
  return toPage(
    people,
    input.limit,
    ({ name, user_id }) => [name, user_id],
    ({ name, user_id }) => ({ id: user_id, name }),
  )
}
