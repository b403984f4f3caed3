import type { OutputOf } from '@lumbung/contract'
import { Alert, GuardedButton, Icon, List, Stack, Text, useRead, useSession } from '@lumbung/ui'
import { addAssignment, type explainAccess, listRoles, type User } from '../../contract/index.ts'
import { useScopeText } from '../places/use-scope-text.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** Yes or no, by which roles, and what would change a no. */
export function AccessVerdict({
  answer: { allowed, rule, held, smallestGrant },
  user,
  onAssign,
}: {
  answer: OutputOf<typeof explainAccess>
  user: User
  onAssign(roleId?: string): void
}) {
  const t = useAdminTexts()
  const { can } = useSession()
  const scopeText = useScopeText()
  const [narrowest, ...wider] = smallestGrant.roles
  const roles = useRead(listRoles, { limit: 200 }, { enabled: !allowed && can(listRoles.permission) })
  const suggested = roles.data?.data.find(({ name }) => name === narrowest)
  return (
    <Alert
      color={allowed ? 'padi' : 'orange'}
      icon={<Icon name={allowed ? 'check' : 'lock'} />}
      title={t(allowed ? 'explain.yes' : 'explain.no', { name: user.name })}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t(`explain.rule_${rule}`)}</Text>
        {held.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t('explain.by_roles')}
            </Text>
            <List size="sm">
              {held.map(({ role, scope }) => (
                <List.Item key={`${role} ${scope.kind} ${scope.id}`}>
                  <bdi>{role}</bdi> · {scopeText(scope)}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        {!allowed && narrowest !== undefined && (
          <>
            <Text size="sm">
              {t('explain.smallest', { role: narrowest })}
              {wider.length > 0 && ` ${t('explain.wider', { roles: wider.join(', ') })}`}
            </Text>
            <GuardedButton
              operation={addAssignment}
              size="compact-sm"
              variant="light"
              onClick={() => onAssign(suggested?.id)}
            >
              {t('explain.give', { role: narrowest })}
            </GuardedButton>
          </>
        )}
      </Stack>
    </Alert>
  )
}
