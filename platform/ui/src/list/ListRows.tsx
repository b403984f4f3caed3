import { ListCards } from './cards/ListCards.tsx'
import { EmptyList, RenewingBar } from './ListStates.tsx'
import type { ListBody } from './list-body.ts'
import type { Column, ListPageProps } from './list-types.ts'
import { FurtherProblem } from './rows/FurtherProblem.tsx'
import { RowMenuAtButton } from './rows/RowMenu.tsx'
import { ListTable } from './table/ListTable.tsx'

/** The rows in the form that the window has room for, or why there are none. */
export function ListRows({
  body,
  columns,
  empty,
  isPhone,
}: {
  body: ListBody
  /** All of them: a card knows itself which matter, whatever was chosen for the table. */
  columns: readonly Column<unknown>[]
  empty: ListPageProps<never>['empty']
  isPhone: boolean
}) {
  const { list, state } = body
  if (!list.isPending && list.rows.length === 0) {
    // A list that could not be read is not an empty one.
    if (list.problem) return null
    return <EmptyList empty={empty} isNarrowed={state.isNarrowed} onClear={state.clear} />
  }
  return (
    <div>
      <RenewingBar isShown={list.isRenewing} />
      {isPhone ? (
        <>
          <ListCards body={body} columns={columns} />
          <FurtherProblem list={list} />
        </>
      ) : (
        <ListTable body={body} />
      )}
      <RowMenuAtButton menu={body.menu} />
    </div>
  )
}
