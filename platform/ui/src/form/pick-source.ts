import type { ListOperation, RowOf } from '../data/use-rows.ts'

/** Where a field or filter takes its choices from: a list operation, searched on the server where it can be. */
export interface PickSource<Op extends ListOperation = ListOperation> {
  operation: Op
  /** Further input of the list, e.g. `{ status: 'active' }`. */
  input?: Record<string, unknown>
  /** Name of the list's input that searches; left out where the list is short and searched in the browser. */
  searchBy?: string
  valueOf(row: RowOf<Op>): string
  labelOf(row: RowOf<Op>): string
}

/** Gives a source its type from its operation. */
export function pickFrom<Op extends ListOperation>(source: PickSource<Op>): PickSource {
  return source as unknown as PickSource
}
