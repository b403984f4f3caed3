import { type InputOf, type OutputOf, raise } from '@lumbung/contract'
import type { QueryCtx } from '@lumbung/kernel'
import { notFound } from '@lumbung/kernel/contract'
import type { namePlaces, searchPlaces } from '../../contract/index.ts'

/** Who holds one of these meets the roles of others, and must be able to read how far they reach. */
const SEES_ROLES_OF_OTHERS = [
  'admin.user.read',
  'admin.role.assign',
  'admin.access-request.decide',
  'admin.audit.read',
]

export async function findPlaces(
  ctx: QueryCtx,
  { kind, search = '', limit }: InputOf<typeof searchPlaces>,
): Promise<OutputOf<typeof searchPlaces>> {
  const scope = ctx.services.catalogue.scopes.get(kind)
  if (!scope) throw raise(notFound, {})
  const found = await scope.search(ctx.tx, search, limit)
  // Apps find places with more fields than are shown here.
  return onePage(
    found.map(({ id, name }) => ({ id, name })),
    limit,
  )
}

/** Everybody may know the places of their own roles. */
export async function nameOfPlaces(
  ctx: QueryCtx,
  { places }: InputOf<typeof namePlaces>,
): Promise<OutputOf<typeof namePlaces>> {
  const own = new Set(ctx.principal.grants.map((grant) => grant.scope.id))
  const seesAll = SEES_ROLES_OF_OTHERS.some((permission) => ctx.can(permission))
  const named = []
  for (const ref of new Set(places)) {
    const [kind = '', id = ''] = ref.split(':')
    if (!seesAll && !own.has(id)) continue
    const place = await ctx.services.catalogue.scopes.get(kind)?.find(ctx.tx, id)
    if (place) named.push({ kind, id, name: place.name })
  }
  return onePage(named, places.length)
}

function onePage<Row>(data: Row[], limit: number) {
  return { data, page: { limit, nextCursor: null, total: null, totalIsEstimate: false } }
}
