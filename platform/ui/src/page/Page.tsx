import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'

export interface PageProps {
  title: string
  /** One sentence under the title: what this is. */
  summary?: ReactNode
  /** The primary action first. */
  actions?: ReactNode
  /** A form reads better narrow; lists take the whole width. */
  width?: 'narrow' | 'wide'
  children: ReactNode
}

/** Title, actions, content: the frame of every page shape. */
export function Page({ title, summary, actions, width = 'wide', children }: PageProps) {
  useDocumentTitle(`${title} · Lumbung`)
  return (
    <Box {...(width === 'narrow' ? { maw: 640, mx: 'auto' } : {})}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={1} size="h2">
              {title}
            </Title>
            {summary && (
              <Text c="dimmed" size="sm">
                {summary}
              </Text>
            )}
          </div>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {children}
      </Stack>
    </Box>
  )
}
