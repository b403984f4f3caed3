import { Icon, ScreenLink } from '@lumbung/ui'
import { Group } from '@mantine/core'
import { useState } from 'react'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { MenuSheet } from './MenuSheet.tsx'
import { barEntries } from './phone-bar.ts'
import { useChosenBar } from './use-chosen-bar.ts'
import { useMenu } from './use-menu.ts'
import { WaitingCount } from './WaitingCount.tsx'
import styles from './workspace.module.css'

/** Four entries within the thumb's reach, which only the person changes, and the rest behind "more". */
export function PhoneBar() {
  const t = useConsoleTexts()
  const { items, current } = useMenu()
  const [chosen] = useChosenBar()
  const [isOpen, setOpen] = useState(false)
  const shown = barEntries(items, chosen)
  const waitsElsewhere = items.some((item) => (item.waiting ?? 0) > 0 && !shown.includes(item))
  return (
    <nav aria-label={t('shell.menu')}>
      <Group gap={0} wrap="nowrap">
        {shown.map((item) => (
          <ScreenLink
            key={item.id}
            to={item.path}
            className={styles.tab}
            underline="never"
            {...(item.path === current ? { 'data-current': true, 'aria-current': 'page' as const } : {})}
          >
            <Icon name={item.icon} size={22} />
            <span className={styles.tabLabel}>{item.label}</span>
            <WaitingCount
              item={item}
              className={styles.tabBadge}
              size="xs"
              variant="filled"
              color="orange.9"
            />
          </ScreenLink>
        ))}
        <button type="button" className={styles.tab} onClick={() => setOpen(true)} aria-haspopup="dialog">
          <Icon name="menu" size={22} />
          <span className={styles.tabLabel}>{t('shell.menu_more')}</span>
          {waitsElsewhere && <span className={`${styles.dot} ${styles.tabBadge}`} aria-hidden />}
        </button>
      </Group>
      {isOpen && <MenuSheet shown={shown} onClosed={() => setOpen(false)} />}
    </nav>
  )
}
