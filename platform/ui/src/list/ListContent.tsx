import { useEffect, useRef } from 'react'
import type { ListOperation } from '../data/use-rows.ts'
import { useSession } from '../session/session.tsx'
import { BulkBar } from './bulk/BulkBar.tsx'
import { useBulk } from './bulk/use-bulk.ts'
import type { Exporting } from './export/use-export.ts'
import type { RowCount } from './ListCount.tsx'
import { ListNotices } from './ListNotices.tsx'
import { ListRows } from './ListRows.tsx'
import type { ListPageProps } from './list-types.ts'
import { useRowMenu } from './rows/RowMenu.tsx'
import { useChoosing } from './rows/use-choosing.ts'
import { type LongRows, useLongRows } from './rows/use-long-rows.ts'
import type { ListState } from './use-list-state.ts'

/** The rows and what is done with them: all of a list that is drawn anew with every part that is loaded. */
export function ListContent({
  page,
  state,
  exporting,
  isPhone,
  onCount,
}: {
  page: ListPageProps<ListOperation>
  state: ListState<unknown>
  exporting: Exporting
  isPhone: boolean
  /** Told when there is a new count, for what stands around the rows. */
  onCount(counted: RowCount | null): void
}) {
  const { title, operation, columns, empty, hrefOf, onOpen, rowActions } = page
  const { can } = useSession()
  const keyOf = useFirst(page.keyOf)
  const list = useLongRows(operation, state.input, { keyOf, enabled: !state.views.isOpeningFirst })
  useCount(list, onCount)
  const bulkActions = (page.bulkActions ?? []).filter((action) => can(action.operation.permission))
  const canChoose = bulkActions.length > 0
  const choosing = useChoosing(list.rows, keyOf, state.input)
  const bulk = useBulk(choosing, keyOf)
  const menu = useRowMenu()
  return (
    <>
      <ListNotices list={list} state={state} input={operation.input} exporting={exporting} />
      <ListRows
        body={{
          title,
          state,
          list,
          keyOf,
          hrefOf,
          onOpen,
          rowActions,
          choosing: canChoose ? choosing : null,
          menu,
        }}
        columns={columns}
        empty={empty}
        isPhone={isPhone}
      />
      {canChoose && <BulkBar actions={bulkActions} columns={state.columns} choosing={choosing} bulk={bulk} />}
    </>
  )
}

/** A row's key does not change with the screen that shows it; the function of the first drawing serves for all. */
function useFirst<T>(value: T): T {
  return useRef(value).current
}

/** Where the server counts, nobody asks how many are here, and a part more is no news. */
function useCount(
  { rows, total, totalIsEstimate, hasMore, isPending, problem }: LongRows<unknown>,
  onCount: (counted: RowCount | null) => void,
): void {
  const isKnown = !isPending && !(problem && rows.length === 0)
  const count = total ?? rows.length
  const isPart = total === null && hasMore
  useEffect(
    () => onCount(isKnown ? { count, isEstimate: totalIsEstimate, isPart } : null),
    [onCount, isKnown, count, totalIsEstimate, isPart],
  )
}
