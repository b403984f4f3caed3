import { Button, type ControlProps, Group, Icon, PasswordInput, Stack } from '@lumbung/ui'
import { useState } from 'react'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { CopyPassword } from './CopyPassword.tsx'
import { generatePassword } from './generate-password.ts'

/** A password for somebody else: made here rather than invented, and seen by who hands it over. */
export function FirstPassword({
  control: { id, value, onChange, onBlur, error },
  label,
  help,
}: {
  control: ControlProps
  label: string
  help: string
}) {
  const t = useAdminTexts()
  const [isVisible, setVisible] = useState(false)
  const password = typeof value === 'string' ? value : ''
  return (
    <Stack gap={6}>
      <PasswordInput
        id={id}
        label={label}
        description={help}
        error={error}
        autoComplete="new-password"
        maxLength={200}
        value={password}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onBlur}
        visible={isVisible}
        onVisibilityChange={setVisible}
        visibilityToggleButtonProps={{ 'aria-label': t('users.show_password'), tabIndex: 0 }}
      />
      <Group gap="xs">
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<Icon name="dice" size={16} />}
          onClick={() => {
            onChange(generatePassword())
            setVisible(true)
          }}
        >
          {t('users.generate')}
        </Button>
        {password !== '' && <CopyPassword password={password} />}
      </Group>
    </Stack>
  )
}
