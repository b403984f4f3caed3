import { Icon, useConnection } from '@lumbung/ui'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import styles from './workspace.module.css'

/** Says when what is shown may be old; silent while all is well. */
export function ConnectionState() {
  const t = useConsoleTexts()
  const state = useConnection()
  const isOffline = state === 'offline'
  return (
    <div role="status">
      {state !== 'live' && (
        <span
          className={styles.connection}
          data-offline={isOffline || undefined}
          role="img"
          aria-label={t(`connection.${state}`)}
          title={t(`connection.${state}`)}
        >
          <Icon name={isOffline ? 'offline' : 'polling'} size={18} />
        </span>
      )}
    </div>
  )
}
