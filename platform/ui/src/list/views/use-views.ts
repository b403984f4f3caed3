import type { ApiProblem } from '@lumbung/client'
import { listViews, type SavedView } from '@lumbung/kernel/contract'
import { useEffect, useState } from 'react'
import { useRead } from '../../data/use-read.ts'
import { VIEW_NAME } from '../address/read-address.ts'
import type { Remembered } from '../columns/use-remembered-look.ts'
import { addressOfView, isSameContent, type ViewContent } from './view-content.ts'

export interface Views {
  mine: readonly SavedView[]
  shared: readonly SavedView[]
  isPending: boolean
  problem: ApiProblem | null
  retry(): void
  /** The view that the person began with; null: the screen's own. */
  current: SavedView | null
  /** What is shown is no longer what {@link current} keeps. */
  isChanged: boolean
  /** What would be saved now. */
  content: ViewContent
  /** Null opens the screen's own: the filters that it opens with, the usual columns. */
  open(view: SavedView | null, options?: { replaces?: boolean }): void
  firstId: string | null
  /** Which view the list opens with on this device. */
  makeFirst(id: string | null): void
  /** The list is to open with filters that are not in the address yet. */
  isOpeningFirst: boolean
}

interface State {
  listId: string
  /** The names of this list in the address. */
  names: readonly string[]
  search: Readonly<Record<string, string>>
  changeAddress(changes: Record<string, string | null>, options?: { push?: boolean }): void
  filters: Readonly<Record<string, string>>
  /** The filters of the screen's own view. */
  opensWith: Readonly<Record<string, string>>
  remembered: Remembered
  remember(changes: Partial<Remembered>): void
}

/** The saved views of a list: mine and those that others share. */
export function useViews({
  listId,
  names,
  search,
  changeAddress,
  filters,
  opensWith,
  remembered,
  remember,
}: State): Views {
  const views = useRead(listViews, { list: listId })
  const all = views.data?.data ?? []
  const { columns, density, firstView } = remembered
  const content: ViewContent = { filters, columns, density }
  const current = all.find(({ id }) => id === search[VIEW_NAME]) ?? null

  const open: Views['open'] = (view, { replaces = false } = {}) => {
    const { columns = null, density = 'comfortable' } = view ?? {}
    remember({ columns, density })
    const changes = { ...addressOfView(names, view?.filters ?? opensWith), [VIEW_NAME]: view?.id ?? null }
    changeAddress(changes, { push: !replaces })
  }

  // Only who opens the list as such gets their first view; a link with filters means what it says.
  const hasFirst = firstView !== null
  const [isOpeningFirst, setOpeningFirst] = useState(
    () =>
      (hasFirst || Object.keys(opensWith).length > 0) && names.every((name) => search[name] === undefined),
  )
  useEffect(() => {
    if (!isOpeningFirst || (hasFirst && views.isPending)) return
    setOpeningFirst(false)
    const first = views.data?.data.find(({ id }) => id === firstView)
    if (first) return open(first, { replaces: true })
    if (hasFirst && views.data) remember({ firstView: null })
    changeAddress({ ...opensWith })
  })

  return {
    mine: all.filter(({ mine }) => mine),
    shared: all.filter(({ mine }) => !mine),
    isPending: views.isPending,
    problem: views.error,
    retry: () => void views.refetch(),
    current,
    isChanged: current !== null && !isSameContent(current, content),
    content,
    open,
    firstId: firstView,
    makeFirst: (id) => remember({ firstView: id }),
    isOpeningFirst,
  }
}
