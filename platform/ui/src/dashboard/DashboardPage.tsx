import { Group, Stack, Title, VisuallyHidden } from '@mantine/core'
import { Children, type ReactNode } from 'react'
import { Page, type PageProps } from '../page/Page.tsx'
import { CardBoundary } from './CardBoundary.tsx'
import styles from './dashboard.module.css'

/**
 * Cards that answer: is anything wrong, what waits for me, how are we doing. `controls` say of what and of when; their
 * state is the URL, so that a link shows the same.
 */
export function DashboardPage({ controls, children, ...page }: PageProps & { controls?: ReactNode }) {
  return (
    <Page {...page}>
      {controls && <div className={styles.controls}>{controls}</div>}
      {children}
    </Page>
  )
}

/** Cards of one kind under a heading, which is only heard where the one card below says the same. */
export function DashboardSection({
  title,
  aside,
  isTitleHidden = false,
  children,
}: {
  title: string
  /** What there is to say of all of them, beside the heading. */
  aside?: ReactNode
  isTitleHidden?: boolean
  children: ReactNode
}) {
  const heading = (
    <Title order={2} size="h4">
      {title}
    </Title>
  )
  return (
    <Stack component="section" gap="sm" aria-label={title}>
      {isTitleHidden ? (
        <VisuallyHidden>{heading}</VisuallyHidden>
      ) : (
        <Group justify="space-between" gap="xs">
          {heading}
          {aside}
        </Group>
      )}
      {children}
    </Stack>
  )
}

/** As many cards beside each other as there is room for. Each stands for itself: one that fails leaves the others. */
export function CardGrid({ children }: { children: ReactNode }) {
  return (
    <div className={styles.grid}>
      {Children.map(children, (card) => (
        <CardBoundary>{card}</CardBoundary>
      ))}
    </div>
  )
}

/** What matters most beside what accompanies it; below each other where there is no room. */
export function DashboardSplit({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={styles.split}>
      <CardBoundary>{main}</CardBoundary>
      <CardBoundary>{side}</CardBoundary>
    </div>
  )
}
