import { Id } from '@lumbung/contract'
import { z } from 'zod'

/** `tenant` and `own` need no id; other kinds are those that apps declare, such as `site`. */
export const ScopeKindName = z
  .string()
  .max(30)
  .regex(/^[a-z][a-z-]*$/)

export const ScopeInput = {
  scopeKind: ScopeKindName.default('tenant'),
  scopeId: Id.optional(),
}

export const Scope = z.object({ kind: z.string().max(30), id: Id.nullable() }).meta({ id: 'AdminScope' })
export type Scope = z.infer<typeof Scope>

export const WHOLE_TENANT: Scope = { kind: 'tenant', id: null }
