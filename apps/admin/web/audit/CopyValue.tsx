import { Button, Code, CopyButton, Group, Icon } from '@lumbung/ui'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import styles from './audit.module.css'

/** An id to be quoted elsewhere. */
export function CopyValue({ value }: { value: string }) {
  const t = useAdminTexts()
  return (
    <Group gap={6} wrap="nowrap" align="center">
      <Code className={styles.code}>{value}</Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="subtle"
            className={styles.copy}
            leftSection={<Icon name={copied ? 'check' : 'copy'} size={16} />}
            onClick={copy}
          >
            <span aria-live="polite">{t(copied ? 'audit.copied' : 'audit.copy')}</span>
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
