import { useRouterState } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'

/** Path of a page → what the thing on it is called. Kept when the page is left: the way back still names it. */
let names: ReadonlyMap<string, string> = new Map()
const listeners = new Set<() => void>()
/** Of the latest pages; nobody goes back further by the breadcrumb. */
const MOST_NAMES = 100

function remember(path: string, name: string): void {
  if (names.get(path) === name) return
  const others = [...names].filter(([known]) => known !== path)
  names = new Map([...others, [path, name] as const].slice(-MOST_NAMES))
  for (const listener of listeners) listener()
}

/** Tells the shell what the present page is about, for the end of the breadcrumb. */
export function useNamedPage(name: string): void {
  const path = useRouterState({ select: ({ location }) => location.pathname })
  useEffect(() => remember(path, name), [path, name])
}

/** The same as a part of a page that is there only at times: where what was asked for cannot be shown. */
export function PageName({ name }: { name: string }): null {
  useNamedPage(name)
  return null
}

/** What the thing on a page is called; undefined until the page has said it. */
export function usePageNames(): (path: string) => string | undefined {
  const known = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => names,
  )
  return (path) => known.get(path)
}
