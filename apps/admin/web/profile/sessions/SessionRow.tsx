import { Badge, Button, Icon, Text, useFormat } from '@lumbung/ui'
import { useAdminTexts } from '../../texts/use-admin-texts.ts'
import type { OwnSession } from './Sessions.tsx'
import styles from './sessions.module.css'
import { useSessionWords } from './use-session-words.ts'

export function SessionRow({ session, onEnd }: { session: OwnSession; onEnd(): void }) {
  const t = useAdminTexts()
  const format = useFormat()
  const { device, address } = useSessionWords()(session)
  const { agent, createdAt, lastUsedAt, current } = session
  return (
    <li className={styles.session}>
      <Icon name="devices" size={22} />
      <div className={styles.words}>
        <div className={styles.device}>
          <Text size="sm" fw={600} title={agent ?? undefined}>
            {device}
          </Text>
          {current && (
            <Badge variant="light" tt="none" leftSection={<Icon name="check" size={13} />}>
              {t('sessions.here')}
            </Badge>
          )}
        </div>
        <Text size="sm" c="dimmed">
          <bdi>{address}</bdi>
          {' · '}
          <time dateTime={lastUsedAt} title={format.instant(lastUsedAt)}>
            {t('sessions.used', { ago: format.ago(lastUsedAt) })}
          </time>
          {' · '}
          <time dateTime={createdAt}>{t('sessions.began', { at: format.instant(createdAt) })}</time>
        </Text>
      </div>
      {!current && (
        <Button
          variant="default"
          size="compact-sm"
          className={styles.end}
          aria-label={t('sessions.end_this', { device, address })}
          onClick={onEnd}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}
