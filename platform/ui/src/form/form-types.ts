import type { CallerInputOf, CommandOperation, OutputOf } from '@lumbung/contract'
import type { ReactNode } from 'react'
import type { PickSource } from './pick-source.ts'

/** What a control gets that a field draws itself with. */
export interface ControlProps {
  id: string
  value: unknown
  onChange(value: unknown): void
  onBlur(): void
  error: string | undefined
  /** The other fields of the same entry (or of the form), for a control that stands for two of them. */
  beside: FieldsBeside
}

export interface FieldsBeside {
  read(name: string): unknown
  change(name: string, value: unknown): void
  errorOf(name: string): string | undefined
}

/**
 * One field of an operation's input. Label, kind of control, unit, bounds, choices and whether it must be filled come
 * from the contract; what is given here goes before it.
 */
export interface FieldSpec<Name extends string = string> {
  name: Name
  label?: string
  help?: ReactNode
  /** Chosen from the rows of a list instead of typed. */
  pick?: PickSource
  /** Where the contract cannot know the best control. */
  control?: 'line' | 'prose' | 'password' | 'choice' | 'instant' | 'day' | 'zone'
  /** In whose clocks an instant is typed; the organisation's where it is left out. */
  zone?: string
  /** The fields of each entry, where the field is a list of groups; all of them where it is left out. */
  entry?: readonly (string | FieldSpec)[]
  render?(props: ControlProps): ReactNode
  /** Has the focus on opening instead of the first field, where its form takes it. */
  autoFocus?: boolean
  /** Has to be filled here, although the operation can do without it. */
  isRequired?: boolean
  /** Behind "more" until it is opened: what most people leave as it is. */
  rare?: boolean
}

export type InputName<Op extends CommandOperation> = keyof CallerInputOf<Op> & string

export interface OperationFormProps<Op extends CommandOperation> {
  operation: Op
  fields: readonly (InputName<Op> | FieldSpec<InputName<Op>>)[]
  initial?: Partial<CallerInputOf<Op>>
  /** Sent, but not shown: the id of the document that is changed. */
  fixed?: Partial<CallerInputOf<Op>>
  /** The version that the person is looking at. A 412 then shows both versions, theirs and the present one. */
  version?: number
  /** Reads the present document for that comparison. */
  readCurrent?(): Promise<{ version: number } & Record<string, unknown>>
  /**
   * The screen was opened to fill it in, so its first field has the focus on opening. The form of a page or a dialog is
   * that without saying so; one section among others is not, or the page would scroll away from its title.
   */
  isMain?: boolean
  submitLabel?: string
  /** Destroys something, or takes it back: the button that does it is red. */
  tone?: 'danger'
  /** Says what is behind "more", where that word alone would not. */
  moreLabel?: string
  /** What is typed is kept on this device under this name until it is sent; it survives a reload and a lost session. */
  draft?: string
  /** Asked with the checked input before it is sent; a text makes the form ask "are you sure" with it. */
  confirm?(input: CallerInputOf<Op>): Promise<ReactNode | null>
  /** Shown below the fields, from what is typed so far (unchecked). */
  below?(values: Partial<CallerInputOf<Op>>): ReactNode
  onDone(output: OutputOf<Op>, input: CallerInputOf<Op>): void
  onCancel?(): void
  /** Told when what is typed begins to differ from what is saved, and when that is over. */
  onDirty?(isDirty: boolean): void
}

/** The form shape as a whole screen. */
export interface FormPageProps<Op extends CommandOperation> extends Omit<OperationFormProps<Op>, 'isMain'> {
  title: string
  /** One sentence under the title: what is recorded here, and what follows from it. */
  summary?: ReactNode
  /** Beside the title. */
  actions?: ReactNode
  /** Above the fields. */
  intro?: ReactNode
}

/** The form shape over a screen, for a quick change; a whole screen on a phone. */
export interface FormDialogProps<Op extends CommandOperation>
  extends Omit<OperationFormProps<Op>, 'onCancel' | 'isMain'> {
  title: string
  summary?: ReactNode
  isOpen: boolean
  onClose(): void
  /** Beside the content instead of over it, so that what the form is about stays in sight. */
  beside?: boolean
}
