import { raise } from '@lumbung/contract'
import type { CommandCtx, ScopeRef } from '@lumbung/kernel'
import { scopeUnknown } from '../../contract/index.ts'

/** The scope that was named, if it is there: its app finds it in the bound tenant. Throws `admin.scope_unknown`. */
export async function resolveScope(
  ctx: Pick<CommandCtx, 'services' | 'tx'>,
  named: { scopeKind: string; scopeId?: string | undefined },
): Promise<ScopeRef> {
  const { scopeKind: kind, scopeId } = named
  if (kind === 'tenant' || kind === 'own') {
    if (scopeId !== undefined) throw raise(scopeUnknown, { kind })
    return { kind, id: null }
  }
  const found = scopeId && (await ctx.services.catalogue.scopes.get(kind)?.find(ctx.tx, scopeId))
  if (!found) throw raise(scopeUnknown, { kind })
  return { kind, id: found.id }
}
