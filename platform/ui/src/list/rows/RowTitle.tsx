import type { ReactNode } from 'react'
import styles from '../list.module.css'

/**
 * The name of a row: a real link, so that it opens in another tab and is found by who cannot see the row. It is a plain
 * one, because the router's own listens to every navigation, thirty times on each screen.
 */
export function RowTitle({
  href,
  opensBeside,
  tabIndex,
  children,
}: {
  href: string | null
  opensBeside: boolean
  tabIndex?: number
  children: ReactNode
}) {
  const order = tabIndex === undefined ? {} : { tabIndex }
  if (href !== null) {
    return (
      <a href={href} data-opens className={styles.opens} {...order}>
        {children}
      </a>
    )
  }
  if (!opensBeside) return children
  return (
    <button type="button" data-opens className={styles.opens} {...order}>
      {children}
    </button>
  )
}
