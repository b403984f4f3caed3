import type { LocalText } from '@lumbung/contract'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import type { Control, FieldFacts } from '../facts/field-facts.ts'
import type { FieldSpec } from '../form-types.ts'
import { mustBeFilled, type TypedValues } from '../values/typed-values.ts'

export type FormState = UseFormReturnType<TypedValues>

/** The id of the control at a path, which is where the links of the summary lead. */
export function fieldId(formId: string, path: string): string {
  return `${formId}-${path}`
}

/** A field as it is shown: what the contract says of it, and what the screen puts before that. */
export interface FormField {
  facts: FieldFacts
  spec: FieldSpec
  control: Exclude<Control, 'unknown'> | 'pick' | 'own'
  label: string
  help: ReactNode
  isRequired: boolean
  /** The fields of each entry of a list of groups. */
  entry: readonly FormField[]
}

/** Puts the screen's list of fields and the contract's facts together; a field without a control is a fault of the screen. */
export function formFields(
  facts: readonly FieldFacts[],
  specs: readonly (string | FieldSpec)[],
  start: TypedValues,
  local: (text: LocalText) => string,
): readonly FormField[] {
  return specs.map((one) => {
    const spec = typeof one === 'string' ? { name: one } : one
    const field = facts.find(({ name }) => name === spec.name)
    if (!field) throw new Error(`the operation has no input "${spec.name}"`)
    const control = controlOf(spec, field)
    return {
      facts: field,
      spec,
      control,
      label: spec.label ?? local(field.label),
      help: spec.help ?? (field.help && local(field.help)),
      isRequired: mustBeFilled(field, start),
      entry: control === 'entries' ? formFields(field.entry, spec.entry ?? namesOf(field), {}, local) : [],
    }
  })
}

function controlOf(spec: FieldSpec, { control }: FieldFacts): FormField['control'] {
  if (spec.render) return 'own'
  if (spec.pick) return 'pick'
  if (spec.control) return spec.control
  if (control === 'unknown') throw new Error(`"${spec.name}" has no control: the screen must render it`)
  return control
}

function namesOf({ entry }: FieldFacts): string[] {
  return entry.map(({ name }) => name)
}
