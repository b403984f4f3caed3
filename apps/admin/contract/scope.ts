import { Id } from '@lumbung/contract'
import { z } from 'zod'

/** `tenant` and `own` need no id; other kinds are those that apps declare, such as `site`. */
export const ScopeKindName = z
  .string()
  .max(30)
  .regex(/^[a-z][a-z-]*$/)
  .meta({
    label: { id: 'Jangkauan', en: 'Reach' },
    help: {
      id: 'Sejauh mana berlakunya: seluruh organisasi, miliknya sendiri, atau satu tempat seperti lokasi BBM.',
      en: 'How far it holds: the whole organisation, one’s own, or one place such as a fuel site.',
    },
    wants: {
      id: 'Huruf kecil dan tanda hubung saja, misalnya tenant, own, atau site.',
      en: 'Only small letters and hyphens, such as tenant, own or site.',
    },
  })

export const ScopePlace = Id.meta({
  label: { id: 'Tempat', en: 'Place' },
  help: { id: 'Hanya bila jangkauannya satu tempat.', en: 'Only where the reach is one place.' },
})

export const ScopeInput = {
  scopeKind: ScopeKindName.default('tenant'),
  scopeId: ScopePlace.optional(),
}

export const Scope = z.object({ kind: z.string().max(30), id: Id.nullable() }).meta({ id: 'AdminScope' })
export type Scope = z.infer<typeof Scope>

/** A scope as a field of a record, told in words. */
export const ReachedScope = Scope.meta({
  id: undefined,
  label: { id: 'Jangkauan', en: 'Reach' },
  wordsOf: 'scope',
})

export const WHOLE_TENANT: Scope = { kind: 'tenant', id: null }
