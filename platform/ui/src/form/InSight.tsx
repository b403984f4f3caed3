import { type ReactNode, useEffect, useRef } from 'react'
import styles from './form.module.css'

/**
 * What a form says of what is being typed, kept above the buttons that lie over the end of the page on a phone. It is
 * brought into sight when it grows, as far as the field that is being filled stays in sight too.
 */
export function InSight({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    let height = element.offsetHeight
    const observer = new ResizeObserver(() => {
      const isTaller = element.offsetHeight > height
      height = element.offsetHeight
      if (isTaller && element.closest('form')?.contains(document.activeElement)) show(element)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={place} className={styles.inSight}>
      {children}
    </div>
  )
}

function show(element: HTMLElement): void {
  const margin = Number.parseFloat(getComputedStyle(element).scrollMarginBottom)
  const top = Number.parseFloat(getComputedStyle(element).scrollMarginTop)
  const hidden = element.getBoundingClientRect().bottom + margin - window.innerHeight
  const room = (document.activeElement?.getBoundingClientRect().top ?? 0) - top
  if (hidden > 0 && hidden <= room) element.scrollIntoView({ block: 'nearest' })
}
