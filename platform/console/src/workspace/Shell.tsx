import { type Screen, useIsPhone } from '@lumbung/ui'
import { useLocalStorage } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense } from 'react'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { Navigating } from './Navigating.tsx'
import { OfflineNote } from './OfflineNote.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TopBar } from './TopBar.tsx'
import { useIsAtRest } from './use-is-at-rest.ts'
import { useKeptStart } from './use-menu.ts'
import styles from './workspace.module.css'

/** Nothing that the first screen needs. */
const Fittings = lazy(async () => ({ default: (await import('./Fittings.tsx')).Fittings }))

/** Menu on the left, what is where and who is there on top; on a phone the menu is below, where the thumb is. */
export function Shell({ screens, children }: { screens: readonly Screen[]; children: ReactNode }) {
  const t = useConsoleTexts()
  const [isNarrow, setNarrow] = useLocalStorage({
    key: 'lumbung.menu-narrow',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const isPhone = useIsPhone()
  const isAtRest = useIsAtRest()
  useKeptStart()
  return (
    <div className={styles.shell} data-narrow={isNarrow || undefined}>
      <a href="#content" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <Navigating />
      <header className={`${styles.header} ${styles.keepsPlace}`}>
        <TopBar screens={screens} />
      </header>
      {!isPhone && (
        <div className={styles.navbar}>
          <Sidebar isNarrow={isNarrow} onNarrow={setNarrow} />
        </div>
      )}
      <main id="content" tabIndex={-1} className={styles.main}>
        <OfflineNote />
        {children}
      </main>
      {isPhone && (
        <footer className={styles.footer}>
          <PhoneBar />
        </footer>
      )}
      {isAtRest && (
        <Suspense>
          <Fittings screens={screens} isPhone={isPhone} />
        </Suspense>
      )}
    </div>
  )
}
