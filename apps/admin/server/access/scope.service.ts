import { raise } from '@lumbung/contract'
import type { CommandCtx, QueryCtx, ScopeRef } from '@lumbung/kernel'
import { scopeUnknown } from '../../contract/index.ts'

/** A scope with the name of its place, for records that must say what it was called then. */
export interface NamedScope extends ScopeRef {
  name?: string
}

/** The scope that was named, if it is there: its app finds it in the bound tenant. Throws `admin.scope_unknown`. */
export async function resolveScope(
  ctx: Pick<CommandCtx, 'services' | 'tx'>,
  named: { scopeKind: string; scopeId?: string | undefined },
): Promise<NamedScope> {
  const { scopeKind: kind, scopeId } = named
  if (kind === 'tenant' || kind === 'own') {
    if (scopeId !== undefined) throw raise(scopeUnknown, { kind })
    return { kind, id: null }
  }
  const found = scopeId && (await ctx.services.catalogue.scopes.get(kind)?.find(ctx.tx, scopeId))
  if (!found) throw raise(scopeUnknown, { kind })
  return { kind, id: found.id, name: found.name }
}

/** The scope of an assignment there is; a place that was removed since has no name any more. */
export async function nameScope(
  ctx: Pick<QueryCtx, 'services' | 'tx'>,
  { kind, id }: ScopeRef,
): Promise<NamedScope> {
  const place = id === null ? undefined : await ctx.services.catalogue.scopes.get(kind)?.find(ctx.tx, id)
  return place ? { kind, id, name: place.name } : { kind, id }
}
