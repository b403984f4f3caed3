import { Badge, Group, Icon, Skeleton, Stack, Text } from '@lumbung/ui'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { throughPattern, unusualPatterns } from './patterns.ts'
import styles from './roles.module.css'
import { usePermissionGroups } from './use-permission-groups.ts'

/** What a role permits, in words; wildcards are named as such, since they bring what is added later too. */
export function RolePermissions({ patterns }: { patterns: readonly string[] }) {
  const t = useAdminTexts()
  const apps = usePermissionGroups()
  if (!apps) return <Skeleton height={120} />
  return (
    <Stack gap="md">
      {patterns.includes('*') && (
        <Group gap="xs" wrap="nowrap">
          <Icon name="alert" size={18} />
          <Text size="sm">{t('roles.has_everything')}</Text>
        </Group>
      )}
      {apps.map(({ pattern, name, resources }) => {
        const held = resources
          .flatMap(({ permissions }) => permissions)
          .filter(({ id }) => throughPattern(patterns, id) !== null)
        if (held.length === 0) return null
        return (
          <div key={pattern}>
            <Group gap="xs" mb={4}>
              <Text fw={600} size="sm">
                {name}
              </Text>
              {patterns.includes(pattern) && <Wildcard pattern={pattern} />}
            </Group>
            <ul className={styles.held}>
              {held.map(({ id, label }) => {
                const through = throughPattern(patterns, id)
                return (
                  <li key={id}>
                    {label}
                    {through !== null && through !== id && through.split('.').length > 2 && (
                      <Wildcard pattern={through} />
                    )}
                  </li>
                )
              })}
            </ul>
          </div>
        )
      })}
      {unusualPatterns(patterns, apps).map((pattern) => (
        <Text key={pattern} size="sm">
          {t('roles.unusual', { pattern })}
        </Text>
      ))}
    </Stack>
  )
}

function Wildcard({ pattern }: { pattern: string }) {
  const t = useAdminTexts()
  return (
    <Badge variant="light" color="gray" tt="none" size="sm" ml={6} title={t('roles.wildcard')}>
      {pattern}
    </Badge>
  )
}
