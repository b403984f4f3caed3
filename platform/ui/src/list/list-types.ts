import type { CommandOperation } from '@lumbung/contract'
import type { ReactNode } from 'react'
import type { ListOperation, RowOf } from '../data/use-rows.ts'
import type { PickSource } from '../form/pick-source.ts'
import type { IconName } from '../icons.tsx'

export interface Column<Row> {
  id: string
  /** With the unit, which is not repeated in the cells. */
  header: string
  cell(row: Row): ReactNode
  /** Right-aligned, in tabular figures. */
  numeric?: boolean
  /** On a phone a row is a card: its heading, its figure on the right, a detail below, or nothing. */
  onPhone?: 'title' | 'aside' | 'detail'
  /** Hidden until the person chooses it. */
  optional?: boolean
  /** Value of the operation's `sort` input that sorts by this column; `-` before it turns it round. */
  sort?: string
  /** Pixels that its place takes until there is content to size it by. */
  width?: number
  /** A text of any length: it takes what the others leave, in two lines where the rows have the room. */
  prose?: boolean
  /**
   * The columns of the exported file that say the same: `['location.code', 'location.name']`. Left out: the field of the
   * answer that is called like this column, with its parts where it is an object.
   */
  exports?: readonly string[]
}

/**
 * `name` is the operation's input and the URL's parameter alike. A range of days also takes the name of a preset in `from`:
 * `?startDate=7d` (`today`, `7d`, `30d`, `month`), which counts from today whenever the link is opened. An input without a
 * control here can be in the URL too, and then has a chip that removes it.
 */
export type Filter =
  /** Finds as one types; with a label where it looks for one thing only, such as an id. */
  | { kind: 'search'; name: string; label?: string }
  | { kind: 'choice'; name: string; label: string; choices: readonly { value: string; label: string }[] }
  | { kind: 'flag'; name: string; label: string }
  | { kind: 'day-range'; from: string; to: string; label: string }
  | { kind: 'pick'; name: string; label: string; source: PickSource }

export interface RowAction {
  label: string
  icon: IconName
  tone?: 'danger'
  run(): void
}

/** Carried out row by row, with its progress; what fails is shown with its reason and stays selected. */
export interface BulkAction<Row> {
  label: string
  icon: IconName
  operation: CommandOperation
  inputOf(row: Row): Record<string, unknown>
  /** Of the row as it is shown, where the operation asks for it. */
  versionOf?(row: Row): number
  /** Asked before it begins. */
  confirm?: string
  tone?: 'danger'
}

export interface ListPageProps<Op extends ListOperation> {
  /** Stable name under which views, columns and density are kept: `fuel.history`. */
  id: string
  title: string
  summary?: ReactNode
  operation: Op
  /** Input that the person cannot change. */
  fixed?: Record<string, unknown>
  columns: readonly Column<RowOf<Op>>[]
  /** Filters with which the list opens where neither the address nor a view of the person's own says otherwise. */
  opensWith?: Readonly<Record<string, string>>
  filters?: readonly Filter[]
  keyOf(row: RowOf<Op>): string
  /** The screen of a row. */
  hrefOf?(row: RowOf<Op>): string
  /** Where a row opens beside the list instead. */
  onOpen?(row: RowOf<Op>): void
  rowActions?(row: RowOf<Op>): readonly RowAction[]
  bulkActions?: readonly BulkAction<RowOf<Op>>[]
  primary?: ReactNode
  /** The command that a file can be imported into, beside the export. */
  importInto?: CommandOperation
  /** Downloads something better than the plain table, with the same filters in an order of its own. */
  exports?: readonly { label: string; run(filters: Record<string, unknown>): Promise<void> }[]
  /** What this is, and the action that fills it. */
  empty: { sentence: string; action?: ReactNode }
}
