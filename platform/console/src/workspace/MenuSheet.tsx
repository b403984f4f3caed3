import { ActionIcon, Icon, useUiTexts } from '@lumbung/ui'
import { useCallback, useId, useRef } from 'react'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { MenuEntries } from './Sidebar.tsx'
import styles from './workspace.module.css'

/** The whole menu over the lower part of a phone's page, as the browser's own dialog: open as long as it is drawn. */
export function MenuSheet({ onClosed }: { onClosed(): void }) {
  const t = useConsoleTexts()
  const ui = useUiTexts()
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
          {t('shell.menu_all')}
        </h2>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={ui('action.close')} onClick={close}>
          <Icon name="x" />
        </ActionIcon>
      </div>
      <MenuEntries onOpen={close} />
    </dialog>
  )
}
