import { type ReactNode, useEffect, useRef } from 'react'
import styles from '../form.module.css'

/** Above the form: what is wrong. At each refusal it takes the focus, so that nobody misses it below the fold. */
export function RefusalArea({ refusals, children }: { refusals: number; children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (refusals === 0) return
    area.current?.focus({ preventScroll: true })
    area.current?.scrollIntoView({ block: 'nearest' })
  }, [refusals])
  return (
    <div ref={area} tabIndex={-1} className={styles.refusal}>
      {children}
    </div>
  )
}
