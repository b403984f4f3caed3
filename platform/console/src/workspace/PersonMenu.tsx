import { Icon, LookChoices, useClient, useOpen, useSession } from '@lumbung/ui'
import { Box, Divider, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { signOut } from '../session/sign-out.ts'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { TopBarPanel } from './TopBarPanel.tsx'
import styles from './workspace.module.css'

/** Who I am, how it looks, and the way out. */
export function PersonMenu() {
  const t = useConsoleTexts()
  const { me } = useSession()
  return (
    <TopBarPanel
      label={t('person.menu', { name: me.user.name })}
      width={260}
      button={
        <span className={styles.person}>
          <Icon name="user" size={18} />
        </span>
      }
    >
      {(close) => <Choices onChosen={close} />}
    </TopBarPanel>
  )
}

function Choices({ onChosen }: { onChosen(): void }) {
  const t = useConsoleTexts()
  const { me, identity } = useSession()
  const client = useClient()
  const open = useOpen()
  const queries = useQueryClient()
  const [isLeaving, setLeaving] = useState(false)
  const leave = async () => {
    setLeaving(true)
    await signOut(client, identity, queries).finally(() => setLeaving(false))
  }
  const go = (path: string) => {
    onChosen()
    open(path)
  }
  return (
    <>
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
      <button type="button" className={styles.entry} onClick={() => go('/profile')}>
        <Icon name="user" size={18} />
        {t('person.profile')}
      </button>
      <button type="button" className={styles.entry} onClick={() => go('/developers')}>
        <Icon name="api" size={18} />
        {t('person.developers')}
      </button>
      <Divider my={6} />
      <Box px="sm" py={6}>
        <LookChoices size="xs" />
      </Box>
      <Divider my={6} />
      <button type="button" className={styles.entry} disabled={isLeaving} onClick={() => void leave()}>
        <Icon name="sign-out" size={18} />
        {t(isLeaving ? 'person.signing_out' : 'person.sign_out')}
      </button>
    </>
  )
}
