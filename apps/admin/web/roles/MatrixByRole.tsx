import { Icon, ScreenLink, Select, Stack, Text, UnstyledButton } from '@lumbung/ui'
import { useState } from 'react'
import { usePermissionWords } from '../permissions/use-permission-words.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import type { MatrixProps } from './MatrixTable.tsx'
import { throughPattern } from './patterns.ts'
import styles from './roles.module.css'

/** On a phone one role at a time: what it permits and what it does not. */
export function MatrixByRole({ apps, roles, onOpen }: MatrixProps) {
  const t = useAdminTexts()
  const words = usePermissionWords()
  const [chosen, setChosen] = useState<string | null>(null)
  const role = roles.find(({ id }) => id === chosen) ?? roles[0]
  if (!role) return null
  return (
    <Stack gap="md">
      <Select
        label={t('roles.one')}
        size="md"
        allowDeselect={false}
        value={role.id}
        onChange={setChosen}
        data={roles.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <ScreenLink to={`/admin/roles/${role.id}`} size="sm">
        {t('matrix.open_role')}
      </ScreenLink>
      {apps.map(({ pattern, name, resources }) => (
        <section key={pattern} aria-label={name}>
          <Text fw={600} size="sm" mb={4}>
            {name}
          </Text>
          <ul className={styles.list}>
            {resources
              .flatMap(({ permissions }) => permissions)
              .map(({ id, label }) => {
                const through = throughPattern(role.permissions, id)
                return (
                  <li key={id}>
                    <UnstyledButton
                      className={styles.listed}
                      data-lacking={through === null || undefined}
                      onClick={() => onOpen(id)}
                    >
                      <Icon name={through === null ? 'x' : 'check'} size={18} />
                      <span>
                        {label}
                        <Text span size="xs" c="dimmed" display="block">
                          {through === null ? t('matrix.no') : t('matrix.yes')}
                          {through !== null && through !== id && (
                            <>
                              {', '}
                              <span title={through}>{t('matrix.part_of', { pattern: words(through) })}</span>
                            </>
                          )}
                        </Text>
                      </span>
                    </UnstyledButton>
                  </li>
                )
              })}
          </ul>
        </section>
      ))}
    </Stack>
  )
}
