import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

export interface PageProps {
  title: string
  /** One sentence under the title: what this is. */
  summary?: ReactNode
  /** How many there are of it, beside the title. */
  count?: ReactNode
  /** Secondary ones, then the primary, at the right. */
  actions?: ReactNode
  /** A form reads better narrow; lists take the whole width. */
  width?: 'narrow' | 'wide'
  children: ReactNode
}

/** Title, actions, content: the frame of every page shape. */
export function Page({ title, summary, count, actions, width = 'wide', children }: PageProps) {
  useDocumentTitle(`${title} · Lumbung`)
  return (
    <Box {...(width === 'narrow' ? { maw: 640, mx: 'auto' } : {})}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Group gap="sm" align="baseline">
              <Title order={1} size="h2">
                {title}
              </Title>
              {count && (
                <Text c="dimmed" size="sm" role="status">
                  {count}
                </Text>
              )}
            </Group>
            {summary && (
              <Text c="dimmed" size="sm">
                {summary}
              </Text>
            )}
          </div>
          {actions && (
            <Group gap="xs" justify="flex-end" ml="auto">
              {actions}
            </Group>
          )}
        </Group>
        {children}
      </Stack>
    </Box>
  )
}
