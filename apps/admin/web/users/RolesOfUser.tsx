import { Text } from '@lumbung/ui'
import type { Assignment } from '../../contract/index.ts'
import { useScopeText } from '../places/use-scope-text.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { type HeldRole, heldRoles } from './held-roles.ts'

/** The names of so many places are shown; the others are counted, so that a person with fifty sites fits a row. */
const MOST_PLACES = 2

/** The roles that somebody holds now, with how far each reaches, as one line. */
export function RolesOfUser({ assignments }: { assignments: readonly Assignment[] }) {
  const t = useAdminTexts()
  const scopeText = useScopeText()
  const roles = heldRoles(assignments, new Date())
  const reachOf = ({ scopes }: HeldRole) => {
    const named = scopes.slice(0, MOST_PLACES).map(scopeText).join(', ')
    const others = scopes.length - MOST_PLACES
    return others > 0 ? t('users.and_others', { named, count: others }) : named
  }
  if (roles.length === 0) {
    return (
      <Text span inherit c="dimmed">
        {t('users.no_roles')}
      </Text>
    )
  }
  return (
    <>
      {roles.map((role, index) => (
        <span key={role.roleId}>
          {index > 0 && '; '}
          <bdi>{role.name}</bdi>
          <Text span inherit c="dimmed">
            {' · '}
            {reachOf(role)}
          </Text>
        </span>
      ))}
    </>
  )
}
