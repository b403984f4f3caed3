import type { MenuItem } from '@lumbung/kernel/contract'
import { ActionIcon, Button, Icon, useUiTexts } from '@lumbung/ui'
import { lazy, Suspense, useCallback, useId, useRef, useState } from 'react'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { MenuEntries } from './Sidebar.tsx'
import { useMenu } from './use-menu.ts'
import styles from './workspace.module.css'

/** Few change their bar, and those once. */
const BarChooser = lazy(async () => ({ default: (await import('./BarChooser.tsx')).BarChooser }))

/** The whole menu over the lower part of a phone's page, as the browser's own dialog: open as long as it is drawn. */
export function MenuSheet({
  shown,
  onClosed,
}: {
  /** What the bar has now. */
  shown: readonly MenuItem[]
  onClosed(): void
}) {
  const t = useConsoleTexts()
  const ui = useUiTexts()
  const { items } = useMenu()
  const [isChoosing, setChoosing] = useState(false)
  const titleId = useId()
  const sheet = useRef<HTMLDialogElement>(null)
  const show = useCallback((element: HTMLDialogElement | null) => {
    sheet.current = element
    if (element && !element.open) element.showModal()
  }, [])
  // Closing it first gives the focus back to where it was.
  const close = () => sheet.current?.close()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={show}
      className={styles.sheet}
      aria-labelledby={titleId}
      onClose={onClosed}
      // What lies outside its content is its backdrop.
      onClick={({ target, currentTarget }) => target === currentTarget && close()}
    >
      <div className={styles.sheetHead}>
        <h2 id={titleId} className={styles.sheetTitle}>
          {t(isChoosing ? 'bar.title' : 'shell.menu_all')}
        </h2>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={ui('action.close')} onClick={close}>
          <Icon name="x" />
        </ActionIcon>
      </div>
      {isChoosing ? (
        <Suspense>
          <BarChooser items={items} shown={shown} onClose={close} />
        </Suspense>
      ) : (
        <>
          <MenuEntries onOpen={close} />
          <Button
            variant="subtle"
            color="gray"
            fullWidth
            mb="sm"
            leftSection={<Icon name="settings" size={18} />}
            onClick={() => setChoosing(true)}
          >
            {t('bar.title')}
          </Button>
        </>
      )}
    </dialog>
  )
}
