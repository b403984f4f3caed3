import type { CommandOperation, OutputOf } from '@lumbung/contract'
import type { ReactNode } from 'react'
import type { IconName } from '../icons.tsx'

/** Something that can be done with a document. The next one comes first; the others are in a menu. */
export interface DocumentAction<Op extends CommandOperation = CommandOperation> {
  label: string
  icon?: IconName
  tone?: 'danger'
  operation: Op
  input: Record<string, unknown>
  version?: number
  /** Asked before; `reasonFor` names an input that the person fills in with the reason. */
  confirm?: { title: string; sentence: ReactNode; reasonFor?: string }
  /** Where it cannot be done now, why: it stays visible. Missing permission is found and explained by itself. */
  disabledBecause?: string | null
  onDone?(output: OutputOf<Op>): void
}

/** A step that opens a form of its own instead of a question. */
export interface OpenAction {
  label: string
  icon?: IconName
  tone?: 'danger'
  /** The operation that the form carries out, for its permission. */
  operation: CommandOperation
  disabledBecause?: string | null
  open(): void
}

export interface DocumentPageProps {
  /** What it is called: the number of an order, the name of a person. */
  title: string
  /** What kind of thing, and with whom: `Lokasi BBM`. */
  summary?: ReactNode
  /** Where it stands among its states, in their order. */
  status?: {
    value: string
    steps: readonly { value: string; label: string }[]
    /** Where the present state is none to be proud of: cancelled, disabled. */
    isOff?: boolean
  }
  /** The one figure that matters, with its unit: the amount of an order. */
  figure?: { label: string; value: ReactNode }
  actions?: readonly (DocumentAction | OpenAction)[]
  /** Who changed what, from the audit trail. */
  history?: {
    resourceType: string
    resourceId: string
    /** Words for fields that the operation which changed them does not have; null: not shown. */
    labels?: Readonly<Record<string, string | null>> | undefined
    /** Shows a value, or an entry of a list, that only the screen can name; undefined: as any other. */
    show?: ((field: string, value: unknown) => ReactNode) | undefined
  }
  /** Related documents as a chain. */
  related?: readonly { label: string; path: string; isCurrent?: boolean }[]
  /** Sections: {@link DocumentSection}. */
  children: ReactNode
}

/**
 * A column of the lines of a document, edited like a spreadsheet. The field of a `number` is a number or null, of a
 * `choice` one of the values or null, of a `text` a string, empty where nothing was typed.
 */
export interface LineColumn<Line> {
  id: keyof Line & string
  header: string
  kind: 'text' | 'number' | 'choice'
  unit?: string
  decimals?: number
  choices?: readonly { value: string; label: string }[]
  isReadOnly?: boolean
  width?: number
}

export interface LineGridProps<Line extends object> {
  label: string
  columns: readonly LineColumn<Line>[]
  lines: readonly Line[]
  keyOf(line: Line): string
  /** Rows pasted below the last line are added by it. */
  newLine(): Line
  /**
   * `unreadable` cells hold text that is no value of their column; it stays in them to be mended, their value is null,
   * and the document must not be saved.
   */
  onChange(lines: readonly Line[], cells: { unreadable: number }): void
  /** Line key → column id → message. */
  problems?: Readonly<Record<string, Readonly<Record<string, string>>>>
  isReadOnly?: boolean
  /** 500 where nothing else is said; a longer block is pasted up to there. */
  mostLines?: number
}
