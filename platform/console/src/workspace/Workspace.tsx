import { type ApiProblem, createClient } from '@lumbung/client'
import {
  ClientProvider,
  createQueryClient,
  forgetAnswers,
  type Identity,
  LiveUpdates,
  type Me,
  rememberAnswers,
  SessionProvider,
  useClient,
  useLocale,
  type WebApp,
} from '@lumbung/ui'
import { QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { platformWeb } from '../platform-web/index.ts'
import { knownPerson } from '../session/known-person.ts'
import { SessionLost } from '../session/SessionLost.tsx'
import { createSessionKeeper } from '../session/session-keeper.ts'
import { shellWeb } from '../shell-web.ts'
import type { createConsoleRouter } from './router.tsx'
import '@mantine/core/styles.layer.css'
import './zod-without-eval.ts'

/** The screens that the console brings itself. */
export const platformApps: readonly WebApp[] = [shellWeb, platformWeb]

export { createConsoleRouter } from './router.tsx'

export interface InsideProps {
  /** Who came in, as this device knew them; the server is asked at once. */
  first: Me
  identity: Identity
  /** The session was over before the server had confirmed it: nothing has been typed, so the door is the place. */
  onGone(): void
}

type Router = ReturnType<typeof createConsoleRouter>

/** Shell and screens, for who is signed in. */
export function Workspace({ router, ...props }: InsideProps & { router: Router }) {
  const locale = useLocale()
  const [queries] = useState(() => {
    const created = createQueryClient()
    rememberAnswers(created)
    return created
  })
  const [keeper] = useState(() => createSessionKeeper(props.identity))
  const client = useMemo(
    () => createClient({ baseUrl: '', cookies: true, locale, onUnauthenticated: keeper.renew }),
    [keeper, locale],
  )
  const isConfirmed = useRef(false)
  const leave = () => {
    queries.clear()
    forgetAnswers()
    props.onGone()
  }
  return (
    <QueryClientProvider client={queries}>
      <ClientProvider value={client}>
        <SignedIn
          router={router}
          {...props}
          onConfirmed={() => {
            isConfirmed.current = true
          }}
        />
        <SessionLost
          keeper={keeper}
          identity={props.identity}
          isOver={() => !isConfirmed.current}
          onGone={leave}
        />
      </ClientProvider>
    </QueryClientProvider>
  )
}

function SignedIn({
  router,
  first,
  identity,
  onConfirmed,
}: InsideProps & { router: Router; onConfirmed(): void }) {
  const client = useClient()
  const queries = useQueryClient()
  const locale = useLocale()
  const me = useQuery<Me, ApiProblem>({
    queryKey: ['me'],
    queryFn: () => identity.readMe(client),
    initialData: first,
    initialDataUpdatedAt: 0,
    staleTime: 60_000,
  })
  useEffect(() => {
    if (!me.isFetchedAfterMount || !me.isSuccess) return
    knownPerson.keep(me.data)
    onConfirmed()
  }, [me.data, me.isSuccess, me.isFetchedAfterMount, onConfirmed])
  // The server's words — menu, sentences — are in the language in which they were asked for.
  const asked = useRef(locale)
  useEffect(() => {
    if (asked.current === locale) return
    asked.current = locale
    void queries.invalidateQueries()
  }, [queries, locale])
  return (
    <SessionProvider me={me.data} identity={identity}>
      <LiveUpdates />
      <RouterProvider router={router} />
    </SessionProvider>
  )
}
