import { type MenuGroup, type MenuItem, readMenu } from '@lumbung/kernel/contract'
import { useRead } from '@lumbung/ui'
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { knownPerson } from '../session/known-person.ts'
import { entryOf } from './entry-of.ts'

export interface Menu {
  groups: readonly MenuGroup[]
  items: readonly MenuItem[]
  /** Path of the entry under which the present screen lies. */
  current: string | null
}

/** The person's menu as the server tells it, from the last visit at once. */
export function useMenu(): Menu {
  const menu = useRead(readMenu, {}, { remember: true, everySeconds: 60 })
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const groups = menu.data?.groups ?? []
  const items = groups.flatMap((group) => group.items)
  return { groups, items, current: entryOf(items, path) }
}

/** Remembers where the menu begins, for who opens `/` the next time. */
export function useKeptStart(): void {
  const start = useMenu().items[0]?.path
  useEffect(() => {
    if (start !== undefined) knownPerson.keepStart(start)
  }, [start])
}
