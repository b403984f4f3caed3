import type { LocalText } from '@lumbung/contract'
import type { FieldFacts } from '../facts/field-facts.ts'
import type { FormText } from '../form-texts.ts'

/** What is wrong with a field: a sentence of the form's texts, and what it names. Numbers, and what a contract says in
 * both languages, are written when it is said. */
export interface Fault {
  text: Extract<FormText, `form.fault.${string}`>
  params?: Readonly<Record<string, string | number | LocalText>>
}

/** Field path (`note`, `assignments.0.roleId`) → what is wrong with it; `_` for what belongs to none. */
export type Faults = Readonly<Record<string, Fault>>

export const WHOLE_FORM = '_'

/** The bound of a number, with the unit that the person reads in the field. */
export function boundParams(bound: number, facts: FieldFacts | undefined) {
  return { bound, unit: facts?.unit ? ` ${facts.unit}` : '' }
}
