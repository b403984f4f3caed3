import { Alert, Button, Center, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../icons.tsx'
import { useUiTexts } from '../texts/texts.ts'
import styles from './list.module.css'

/** No rows: what this is and the action that fills it, or, with filters, the way out of them. */
export function EmptyList({
  empty,
  isNarrowed,
  onClear,
}: {
  empty: { sentence: string; action?: ReactNode }
  isNarrowed: boolean
  onClear(): void
}) {
  const t = useUiTexts()
  return (
    <Center className={styles.empty} role="status">
      <Stack align="center" gap="sm" maw={420}>
        <ThemeIcon variant="light" color="gray" size={48} radius="xl">
          <Icon name={isNarrowed ? 'search' : 'list-check'} size={24} />
        </ThemeIcon>
        <Text ta="center">{isNarrowed ? t('list.nothing_matches') : empty.sentence}</Text>
        {isNarrowed ? (
          <Button variant="default" className={styles.tool} onClick={onClear}>
            {t('list.filters_clear')}
          </Button>
        ) : (
          empty.action
        )}
      </Stack>
    </Center>
  )
}

/** Part of the address was not understood; the list is shown without it. */
export function DroppedNotice({ names, onForget }: { names: readonly string[]; onForget(): void }) {
  const t = useUiTexts()
  return (
    <Alert color="yellow" icon={<Icon name="info" />} role="status">
      <Group gap="xs" justify="space-between">
        <Text size="sm">{t('list.dropped', { names: names.join(', ') })}</Text>
        <Button variant="default" size="compact-sm" onClick={onForget}>
          {t('list.dropped_forget')}
        </Button>
      </Group>
    </Alert>
  )
}

export function OfflineNotice() {
  const t = useUiTexts()
  return (
    <Alert color="yellow" icon={<Icon name="offline" />} role="status">
      <Text size="sm">{t('list.offline')}</Text>
    </Alert>
  )
}

/** A thin bar over the rows while newer ones are on their way. */
export function RenewingBar({ isShown }: { isShown: boolean }) {
  const t = useUiTexts()
  return (
    <div className={styles.renewing}>
      {isShown && <div role="progressbar" aria-label={t('list.renewing')} className={styles.renewingBar} />}
    </div>
  )
}
