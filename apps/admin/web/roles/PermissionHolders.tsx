import { Code, ScreenLink, Stack, Text } from '@lumbung/ui'
import { listUsers, type Role } from '../../contract/index.ts'
import { Permitted } from '../access/Permitted.tsx'
import { usePermissionWords } from '../permissions/use-permission-words.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { type PermissionWords, throughPattern } from './patterns.ts'
import { RoleHolders } from './RoleHolders.tsx'

/** Everybody who holds one permission, by the role through which they hold it. */
export function PermissionHolders({
  permission: { id },
  roles,
}: {
  permission: PermissionWords
  roles: readonly Role[]
}) {
  const t = useAdminTexts()
  const words = usePermissionWords()
  const holding = roles.flatMap((role) => {
    const through = throughPattern(role.permissions, id)
    return through === null ? [] : [{ role, through }]
  })
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        <Code>{id}</Code>
      </Text>
      {holding.length === 0 && <Text size="sm">{t('matrix.nobody')}</Text>}
      <Permitted operation={listUsers}>
        {holding.map(({ role, through }) => (
          <section key={role.id} aria-label={role.name}>
            <ScreenLink to={`/admin/roles/${role.id}`} fw={600} size="sm">
              <bdi>{role.name}</bdi>
            </ScreenLink>
            {through !== id && (
              <Text size="xs" c="dimmed">
                <span title={through}>{t('matrix.part_of', { pattern: words(through) })}</span>
              </Text>
            )}
            <RoleHolders roleId={role.id} />
          </section>
        ))}
      </Permitted>
    </Stack>
  )
}
