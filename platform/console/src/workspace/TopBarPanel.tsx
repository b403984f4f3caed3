import { type ReactNode, useId, useRef, useState } from 'react'
import styles from './workspace.module.css'

/**
 * A button of the top bar with what opens below it: the browser's own popover, which closes at a press outside or Escape
 * and gives the focus back. Its content is made when it is opened.
 */
export function TopBarPanel({
  label,
  button,
  width,
  children,
}: {
  /** Of the button and of the panel. */
  label: string
  button: ReactNode
  /** Pixels. */
  width: number
  children(close: () => void): ReactNode
}) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const close = () => panel.current?.hidePopover()
  return (
    <>
      <button type="button" className={styles.topButton} aria-label={label} popoverTarget={id}>
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={`${styles.panel} ${styles.keepsPlace}`}
        style={{ width }}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {isOpen && children(close)}
      </div>
    </>
  )
}
