import { type Identity, type Me, useClient } from '@lumbung/ui'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import type { SessionKeeper } from './session-keeper.ts'

/** Whoever is not signed in any more can be asked no sooner than the server has answered so. */
const SignInAgain = lazy(async () => ({ default: (await import('./SignInAgain.tsx')).SignInAgain }))

/** Signs in again over the page, whose forms stay as they are; the requests that waited then go on. */
export function SessionLost(props: {
  keeper: SessionKeeper
  identity: Identity
  /** True: there is nothing on the page yet that could be lost. */
  isOver(): boolean
  onGone(): void
}) {
  const { keeper, identity, isOver, onGone } = props
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
  if (!isLost || isOver()) return null
  return (
    <Suspense>
      <SignInAgain
        identity={identity}
        login={before?.user.email}
        onSignedIn={() => void goOn()}
        onLeft={() => keeper.settle(false)}
      />
    </Suspense>
  )
}
