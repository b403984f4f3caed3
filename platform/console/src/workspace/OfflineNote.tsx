import { Icon, useConnection } from '@lumbung/ui'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import styles from './workspace.module.css'

/** Says in words, above the page, that nothing reaches the server; silent otherwise. */
export function OfflineNote() {
  const t = useConsoleTexts()
  const isOffline = useConnection() === 'offline'
  if (!isOffline) return null
  // The mark in the top bar is what is read aloud.
  return (
    <p className={styles.offline}>
      <Icon name="offline" size={18} />
      {t('connection.offline')}
    </p>
  )
}
