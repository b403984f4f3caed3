import { useRead, useSession } from '@lumbung/ui'
import { listRoles, type Scope } from '../../contract/index.ts'
import { useScopeText } from '../places/use-scope-text.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** `site:01936f2a-…`, as the audit trail writes how far a role reaches. */
const PLACE = /^([a-z-]+):([0-9a-f-]{36})$/

/** What the audit trail says of people and roles, in words: fields that no form has, and values that are ids. */
export function useChangeWords() {
  const t = useAdminTexts()
  const scopeText = useScopeText()
  const { can } = useSession()
  const roles = useRead(listRoles, { limit: 200 }, { enabled: can(listRoles.permission) })
  return {
    labels: {
      // Which row it was is of no interest; its role and reach are.
      assignment: null,
      role: t('change.role'),
      scope: t('place.reach'),
      status: t('users.status'),
      password: t('users.password'),
      permissions: t('change.permissions'),
      key: t('change.key'),
      startsAt: t('change.starts'),
      endsAt: t('change.ends'),
    },
    show: (field: string, value: unknown): string | undefined => {
      if (field === 'scope') {
        const scope = scopeOf(value)
        return scope && scopeText(scope)
      }
      if (field === 'status' && (value === 'active' || value === 'disabled')) {
        return t(`users.status_${value}`)
      }
      // Roles are recorded by their keys, which never change.
      if (field === 'role') return roles.data?.data.find(({ key }) => key === value)?.name
      return field === 'password' ? '••••••' : undefined
    },
  }
}

function scopeOf(value: unknown): Scope | undefined {
  if (value === 'tenant' || value === 'own') return { kind: value, id: null }
  if (typeof value === 'string') {
    const [, kind, id] = PLACE.exec(value) ?? []
    return kind !== undefined && id !== undefined ? { kind, id } : undefined
  }
  const { kind, id } = (value ?? {}) as Partial<Scope>
  return typeof kind === 'string' ? { kind, id: id ?? null } : undefined
}
