import type { ListOperation } from '../data/use-rows.ts'
import type { ListPageProps } from './list-types.ts'
import type { RowMenu } from './rows/RowMenu.tsx'
import type { Choosing } from './rows/use-choosing.ts'
import type { LongRows } from './rows/use-long-rows.ts'
import type { ListState } from './use-list-state.ts'

/** What the rows are shown from, as a table or as cards. Both take rows of any type: only the screen looks into one. */
export interface ListBody {
  title: string
  state: ListState<unknown>
  list: LongRows<unknown>
  keyOf(row: unknown): string
  hrefOf: ((row: unknown) => string) | undefined
  onOpen: ((row: unknown) => void) | undefined
  rowActions:
    | ((row: unknown) => ReturnType<NonNullable<ListPageProps<ListOperation>['rowActions']>>)
    | undefined
  /** Null where nothing is done with several rows. */
  choosing: Choosing<unknown> | null
  menu: RowMenu
}
