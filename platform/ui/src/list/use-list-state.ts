import { dayAt } from '@lumbung/contract'
import { useMemo } from 'react'
import type { ListOperation } from '../data/use-rows.ts'
import { useUrlState } from '../page/navigation.tsx'
import { useSession } from '../session/session.tsx'
import { type Address, namesInAddress, readAddress, SORT_NAME } from './address/read-address.ts'
import { shownColumns } from './columns/look.ts'
import { type Remembered, useRememberedLook } from './columns/use-remembered-look.ts'
import type { Column, Filter, ListPageProps } from './list-types.ts'
import { useViews, type Views } from './views/use-views.ts'
import { sameFilters } from './views/view-content.ts'

const NO_FILTERS: readonly Filter[] = []
const NOTHING_FIXED: Readonly<Record<string, unknown>> = {}
const NO_TEXTS: Readonly<Record<string, string>> = {}

/** How filters are changed: choosing makes an entry for the back button, typing does not. */
export type ChangeFilters = (
  changes: Readonly<Record<string, string | null>>,
  options?: { isTyped?: boolean },
) => void

export interface ListState<Row> {
  filters: readonly Filter[]
  address: Address
  /** The organisation's day, from which presets count. */
  today: string
  /** What the operation is asked with. */
  input: Readonly<Record<string, unknown>>
  /** Names that narrow the list; the order does not. */
  narrowing: readonly string[]
  /** The person sees less than the list shows by itself. */
  isNarrowed: boolean
  change: ChangeFilters
  clear(): void
  forgetDropped(): void
  canSort: boolean
  sort: string | null
  changeSort(sort: string | null): void
  columns: readonly Column<Row>[]
  look: Remembered
  changeLook(changes: Partial<Remembered>): void
  views: Views
}

/** Everything about a list that its address and this device keep, and how it is changed. */
export function useListState<Op extends ListOperation, Row>({
  id,
  operation,
  filters = NO_FILTERS,
  fixed = NOTHING_FIXED,
  opensWith = NO_TEXTS,
  columns,
}: Pick<ListPageProps<Op>, 'id' | 'operation' | 'filters' | 'fixed' | 'opensWith'> & {
  columns: readonly Column<Row>[]
}): ListState<Row> {
  const [search, changeAddress] = useUrlState()
  const [remembered, remember] = useRememberedLook(id)
  const zone = useSession().me.tenant?.zone ?? 'UTC'
  const list = { input: operation.input, filters, fixed }
  const names = namesInAddress(list)
  const today = dayAt(new Date(), zone)
  const address = readAddress(list, search, { today, zone })
  const input = useUnchanged({ ...address.input, ...fixed })
  const views = useViews({
    listId: id,
    names,
    search,
    changeAddress,
    filters: address.texts,
    opensWith,
    remembered,
    remember,
  })
  const { [SORT_NAME]: sort = null, ...narrowing } = address.texts
  const empty = (which: readonly string[]) => Object.fromEntries(which.map((name) => [name, null]))
  return {
    filters,
    address,
    today,
    input,
    narrowing: Object.keys(narrowing),
    isNarrowed: Object.keys(narrowing).length > 0 && !sameFilters(narrowing, opensWith),
    change: (changes, { isTyped = false } = {}) => changeAddress(changes, { push: !isTyped }),
    clear: () => changeAddress(empty(names.filter((name) => name !== SORT_NAME)), { push: true }),
    forgetDropped: () => changeAddress(empty(address.dropped)),
    canSort: names.includes(SORT_NAME),
    sort,
    changeSort: (sort) => changeAddress({ [SORT_NAME]: sort }, { push: true }),
    columns: useMemo(() => shownColumns(columns, remembered.columns), [columns, remembered.columns]),
    look: remembered,
    changeLook: remember,
    views,
  }
}

/** The same object as long as its content, which is plain JSON, is the same. */
function useUnchanged<T>(value: T): T {
  const text = JSON.stringify(value)
  return useMemo(() => JSON.parse(text) as T, [text])
}
