import { Button, FormPage, Group, Icon, Page, ScreenButton, Stack, Text, useSession } from '@lumbung/ui'
import { useState } from 'react'
import { addAssignment, createUser, type User } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { assignmentFields } from './assignment-fields.tsx'
import { FirstPassword } from './FirstPassword.tsx'
import { PasswordHandover } from './PasswordHandover.tsx'

/** A person is let in: who they are, how they sign in first, and what they may do. */
export function NewUser() {
  const t = useAdminTexts()
  const { can } = useSession()
  const [made, setMade] = useState<{ user: User; password: string | undefined } | null>(null)
  if (made) return <Made {...made} onAnother={() => setMade(null)} />
  const mayAssign = can(addAssignment.permission)
  return (
    <FormPage
      title={t('users.new')}
      summary={t('users.new_summary')}
      operation={createUser}
      draft="admin.user.new"
      submitLabel={t('users.add')}
      fields={[
        'name',
        'email',
        'username',
        {
          name: 'password',
          render: (control) => (
            <FirstPassword
              control={control}
              label={t('users.first_password')}
              help={t('users.first_password_help')}
            />
          ),
        },
        ...(mayAssign
          ? [
              {
                name: 'assignments' as const,
                help: t('users.assignments_help'),
                entry: assignmentFields,
              },
            ]
          : []),
        { name: 'locale', rare: true },
      ]}
      onDone={(user, { password }) => setMade({ user, password })}
    />
  )
}

function Made({
  user,
  password,
  onAnother,
}: {
  user: User
  password: string | undefined
  onAnother(): void
}) {
  const t = useAdminTexts()
  return (
    <Page title={t('users.made', { name: user.name })} width="narrow">
      <Stack gap="md">
        {password === undefined ? (
          <Text size="sm">{t('users.no_password_yet')}</Text>
        ) : (
          <PasswordHandover login={user.username ?? user.email} password={password} />
        )}
        <Group gap="sm">
          <ScreenButton to={`/admin/users/${user.id}`}>{t('users.open')}</ScreenButton>
          <Button variant="default" leftSection={<Icon name="plus" size={18} />} onClick={onAnother}>
            {t('users.add_another')}
          </Button>
        </Group>
      </Stack>
    </Page>
  )
}
