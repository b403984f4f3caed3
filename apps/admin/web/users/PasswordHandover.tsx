import { Alert, Code, Group, Icon, Stack, Text } from '@lumbung/ui'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { CopyPassword } from './CopyPassword.tsx'

/** A password that was just set, for the last time: nobody can read it later. */
export function PasswordHandover({ login, password }: { login: string; password: string }) {
  const t = useAdminTexts()
  return (
    <Alert color="padi" icon={<Icon name="key" />} title={t('users.handover')} role="status">
      <Stack gap="sm">
        <Text size="sm">{t('users.handover_explained')}</Text>
        <Text size="sm">
          {t('users.login')}: <Code>{login}</Code>
        </Text>
        <Group gap="sm">
          <Text size="sm">
            {t('users.password')}: <Code>{password}</Code>
          </Text>
          <CopyPassword password={password} />
        </Group>
      </Stack>
    </Alert>
  )
}
