import { type Identity, type Me, Modal, Text, useClient } from '@lumbung/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import type { SessionKeeper } from './session-keeper.ts'

/** Signs in again over the page, whose forms stay as they are; the requests that waited then go on. */
export function SessionLost(props: {
  keeper: SessionKeeper
  identity: Identity
  /** True: there is nothing on the page yet that could be lost. */
  isOver(): boolean
  onGone(): void
}) {
  const { keeper, identity, isOver, onGone } = props
  const t = useConsoleTexts()
  const client = useClient()
  const queries = useQueryClient()
  const isLost = useSyncExternalStore(keeper.subscribe, keeper.isLost)
  useEffect(() => {
    if (!isLost || !isOver()) return
    keeper.settle(false)
    onGone()
  }, [isLost, isOver, keeper, onGone])

  const before = queries.getQueryData<Me>(['me'])
  const goOn = async () => {
    const me = await identity.readMe(client)
    // Somebody else's page must not be shown, nor sent, in the name of who signed in now.
    if (before && (me.user.id !== before.user.id || me.tenant?.id !== before.tenant?.id)) location.assign('/')
    else keeper.settle(true)
  }
  return (
    <Modal
      opened={isLost && !isOver()}
      onClose={() => keeper.settle(false)}
      title={t('session.lost')}
      centered
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('session.lost_explained')}
      </Text>
      <identity.SignIn login={before?.user.email} isOverPage onSignedIn={() => void goOn()} />
    </Modal>
  )
}
