import { Icon, LookChoices, useClient, useOpen, useSession } from '@lumbung/ui'
import { Avatar, Box, Divider, NavLink, Popover, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { signOut } from '../session/sign-out.ts'
import { useConsoleTexts } from '../texts/use-console-texts.ts'

/** Who I am, how it looks, and the way out. */
export function PersonMenu() {
  const t = useConsoleTexts()
  const { me, identity } = useSession()
  const client = useClient()
  const open = useOpen()
  const queries = useQueryClient()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const [isLeaving, setLeaving] = useState(false)
  const leave = async () => {
    setLeaving(true)
    await signOut(client, identity, queries).finally(() => setLeaving(false))
  }
  const go = (path: string) => {
    close()
    open(path)
  }
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton aria-label={t('person.menu', { name: me.user.name })} onClick={toggle} p={4}>
          <Avatar color="padi" size={32} radius="xl" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Box px="sm" py={4}>
          <Text fw={600} size="sm" truncate dir="auto" title={me.user.name}>
            {me.user.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {me.user.email}
          </Text>
          {me.tenant && (
            <Text size="xs" c="dimmed" truncate title={me.tenant.name}>
              {me.tenant.name}
            </Text>
          )}
        </Box>
        <Divider my={6} />
        <NavLink
          component="button"
          label={t('person.profile')}
          leftSection={<Icon name="user" size={18} />}
          onClick={() => go('/profile')}
        />
        <NavLink
          component="button"
          label={t('person.developers')}
          leftSection={<Icon name="api" size={18} />}
          onClick={() => go('/developers')}
        />
        <Divider my={6} />
        <Box px="sm" py={6}>
          <LookChoices size="xs" />
        </Box>
        <Divider my={6} />
        <NavLink
          component="button"
          label={t(isLeaving ? 'person.signing_out' : 'person.sign_out')}
          leftSection={<Icon name="sign-out" size={18} />}
          disabled={isLeaving}
          onClick={() => void leave()}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
