import { useRouterState } from '@tanstack/react-router'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import styles from './workspace.module.css'

/** A thin bar on top while the next screen's code comes. */
export function Navigating() {
  const t = useConsoleTexts()
  const isLoading = useRouterState({ select: ({ status }) => status === 'pending' })
  if (!isLoading) return null
  return <div className={styles.progress} role="progressbar" aria-label={t('shell.loading')} />
}
