import { Card, Group, Stack, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import styles from './document.module.css'

/** A part of a document under a heading of its own, with what can be done in it. */
export function DocumentSection({
  title,
  actions,
  isScreenOnly = false,
  children,
}: {
  title: string
  actions?: ReactNode
  /** Left out on paper: a part to work with, not to read. */
  isScreenOnly?: boolean
  children: ReactNode
}) {
  const heading = useId()
  return (
    <Card
      withBorder
      component="section"
      aria-labelledby={heading}
      padding="lg"
      className={isScreenOnly ? styles.screenOnly : undefined}
    >
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          <Title order={2} size="h4" id={heading}>
            {title}
          </Title>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Card>
  )
}
