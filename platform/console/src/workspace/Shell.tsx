import type { Screen } from '@lumbung/ui'
import { AppShell } from '@mantine/core'
import { useLocalStorage, useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import '@mantine/notifications/styles.layer.css'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { Navigating } from './Navigating.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { Sidebar } from './Sidebar.tsx'
import { TopBar } from './TopBar.tsx'
import styles from './workspace.module.css'

/** Menu on the left, what is where and who is there on top; on a phone the menu is below, where the thumb is. */
export function Shell({ screens, children }: { screens: readonly Screen[]; children: ReactNode }) {
  const t = useConsoleTexts()
  const [isNarrow, setNarrow] = useLocalStorage({ key: 'lumbung.menu-narrow', defaultValue: false })
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: isNarrow ? 68 : 248, breakpoint: 'sm', collapsed: { mobile: true } }}
      {...(isPhone ? { footer: { height: 'calc(60px + env(safe-area-inset-bottom))' } } : {})}
      padding={isPhone ? 'md' : 'xl'}
    >
      <a href="#content" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <Navigating />
      <AppShell.Header className={styles.header}>
        <TopBar screens={screens} />
      </AppShell.Header>
      {!isPhone && (
        <AppShell.Navbar className={styles.navbar}>
          <Sidebar isNarrow={isNarrow} onNarrow={setNarrow} />
        </AppShell.Navbar>
      )}
      <AppShell.Main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </AppShell.Main>
      {isPhone && (
        <AppShell.Footer className={styles.footer}>
          <PhoneBar />
        </AppShell.Footer>
      )}
      <Notifications position={isPhone ? 'top-center' : 'bottom-right'} limit={4} />
    </AppShell>
  )
}
