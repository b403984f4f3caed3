import { Refused, type Screen, useSession, type WebApp } from '@lumbung/ui'
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  Outlet,
  useLoaderData,
  useRouterState,
} from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { NotFound } from '../screens/NotFound.tsx'
import { ScreenFailed } from '../screens/ScreenFailed.tsx'
import { parseSearch, stringifySearch } from './plain-search.ts'
import { Shell } from './Shell.tsx'

interface Loaded {
  screen: Screen
  Content: ComponentType
}

/** A route for each screen of each app, below the shell; the code of a screen comes when a link to it is aimed at. */
export function createConsoleRouter(apps: readonly WebApp[]) {
  const screens = apps.flatMap((app) => app.screens)
  const root = createRootRoute({
    component: Root,
    loader: () => screens,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const routes = screens.map((screen) =>
    createRoute({
      getParentRoute: () => root,
      path: screen.path,
      loader: async (): Promise<Loaded> => ({ screen, Content: await screen.load() }),
      staleTime: Number.POSITIVE_INFINITY,
      component: Gate,
    }),
  )
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: 'intent',
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: Failed,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
  })
}

function Root() {
  const screens = useLoaderData({ from: '__root__' }) as unknown as readonly Screen[]
  return (
    <Shell screens={screens}>
      <Outlet />
    </Shell>
  )
}

/** Who may not do what the screen is for gets the reason in its place, and the way to ask for it. */
function Gate() {
  const { screen, Content } = useLoaderData({ strict: false }) as unknown as Loaded
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const { can } = useSession()
  const { permission, title } = screen
  if (permission !== null && !can(permission)) return <Refused permission={permission} title={title} />
  // Another document is another screen: nothing of the one before stays.
  return <Content key={path} />
}

function Failed({ error }: ErrorComponentProps) {
  return <ScreenFailed error={error instanceof Error ? error : new Error(String(error))} />
}
