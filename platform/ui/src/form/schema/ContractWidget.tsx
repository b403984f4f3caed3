import type { WidgetProps } from '@rjsf/utils'
import { factsOfField } from '../facts/field-facts.ts'
import type { FieldSchema } from '../facts/field-schema.ts'
import { CONTROLS } from '../fields/controls.tsx'
import type { FormField } from '../fields/form-field.ts'
import { isEmpty } from '../values/typed-values.ts'

/** A part of a schema form, drawn by the same control as in a form that is made from a contract. */
export function ContractWidget({
  id,
  name,
  label,
  schema,
  value,
  required = false,
  options,
  autofocus = false,
  rawErrors,
  onChange,
  onBlur,
  registry,
}: WidgetProps) {
  const facts = factsOfField(
    name,
    schema as FieldSchema,
    required,
    registry.rootSchema.$defs as FieldSchema['$defs'],
  )
  const control = facts.control === 'unknown' || facts.control === 'entries' ? 'line' : facts.control
  const field: FormField = {
    facts,
    spec: { name },
    control,
    label,
    help: options.description ?? schema.description,
    isRequired: required && !facts.isNullable && !facts.takesEmptyText,
    entry: [],
  }
  const Control = CONTROLS[control]
  const isList = control === 'tags' || control === 'choices'
  return (
    <Control
      id={id}
      field={field}
      value={value ?? (isList ? [] : control === 'number' ? null : '')}
      error={rawErrors?.join(' ')}
      autoFocus={autofocus}
      onChange={(next) => {
        const isLeftOut = isEmpty(next) && !isList
        onChange(isLeftOut ? (required && facts.isNullable ? null : undefined) : next)
      }}
      onBlur={() => onBlur(id, value)}
    />
  )
}
