import { Icon, type Screen, useSession } from '@lumbung/ui'
import { ActionIcon, Box, Button, Group, Kbd, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { Breadcrumb } from './Breadcrumb.tsx'
import { ConnectionState } from './ConnectionState.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { WaitingMenu } from './WaitingMenu.tsx'

export function TopBar({ screens }: { screens: readonly Screen[] }) {
  const t = useConsoleTexts()
  const { me } = useSession()
  // Heard here, because the palette itself comes after the first screen: pressed before that, it opens as soon as it is there.
  useHotkeys([['mod+K', spotlight.open]])
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Box visibleFrom="sm" c="padi" lh={0}>
          <Icon name="lumbung" size={26} />
        </Box>
        <Text fw={650} truncate visibleFrom="sm" maw={200} title={me.tenant?.name ?? 'Lumbung'}>
          {me.tenant?.name ?? 'Lumbung'}
        </Text>
        <Breadcrumb screens={screens} />
      </Group>
      <Group gap={6} wrap="nowrap">
        <Button
          visibleFrom="md"
          variant="default"
          size="xs"
          c="dimmed"
          fw={400}
          leftSection={<Icon name="search" size={16} />}
          rightSection={<Kbd size="xs">Ctrl K</Kbd>}
          onClick={spotlight.open}
        >
          {t('palette.open')}
        </Button>
        <ActionIcon
          hiddenFrom="md"
          variant="subtle"
          color="gray"
          size={40}
          aria-label={t('palette.open')}
          onClick={spotlight.open}
        >
          <Icon name="search" />
        </ActionIcon>
        <ConnectionState />
        <WaitingMenu />
        <PersonMenu />
      </Group>
    </Group>
  )
}
