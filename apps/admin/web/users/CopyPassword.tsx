import { Button, CopyButton, Icon } from '@lumbung/ui'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

export function CopyPassword({ password }: { password: string }) {
  const t = useAdminTexts()
  return (
    <CopyButton value={password}>
      {({ copied, copy }) => (
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />}
          onClick={copy}
        >
          <span aria-live="polite">{t(copied ? 'users.copied' : 'users.copy')}</span>
        </Button>
      )}
    </CopyButton>
  )
}
