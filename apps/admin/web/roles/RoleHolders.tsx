import { Button, ProblemNotice, ScreenLink, Skeleton, Text, useRows } from '@lumbung/ui'
import { listUsers } from '../../contract/index.ts'
import { useScopeText } from '../places/use-scope-text.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { heldRoles } from '../users/held-roles.ts'
import { UserStatus } from '../users/UserStatus.tsx'
import styles from './roles.module.css'

/** The people who hold a role, each with how far it reaches for them. */
export function RoleHolders({ roleId }: { roleId: string }) {
  const t = useAdminTexts()
  const scopeText = useScopeText()
  const people = useRows(listUsers, { roleId }, { limit: 50 })
  if (people.problem) return <ProblemNotice problem={people.problem} onRetry={people.retry} />
  if (people.isPending) return <Skeleton height={72} />
  if (people.rows.length === 0) return <Text size="sm">{t('roles.held_by_nobody')}</Text>
  return (
    <div>
      <ul className={styles.people}>
        {people.rows.map(({ id, name, status, assignments }) => {
          const held = heldRoles(assignments, new Date()).find((role) => role.roleId === roleId)
          return (
            <li key={id}>
              <ScreenLink to={`/admin/users/${id}`} size="sm">
                <bdi>{name}</bdi>
              </ScreenLink>
              <Text size="sm" c="dimmed">
                {held ? held.scopes.map(scopeText).join(', ') : t('roles.not_now')}
              </Text>
              {status === 'disabled' && <UserStatus status={status} />}
            </li>
          )
        })}
      </ul>
      {people.hasMore && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={people.isLoadingMore}
          onClick={() => people.loadMore()}
        >
          {t('roles.more_people')}
        </Button>
      )}
    </div>
  )
}
