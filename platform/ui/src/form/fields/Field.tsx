import type { FieldsBeside } from '../form-types.ts'
import { afterPress } from './after-press.ts'
import { CONTROLS } from './controls.tsx'
import { EntriesField } from './EntriesField.tsx'
import { type FormField, type FormState, fieldId } from './form-field.ts'

/** One field at its path in the form's values. Typing in it draws this field anew, and no other. */
export function Field({
  form,
  formId,
  path,
  field,
  autoFocus = false,
}: {
  form: FormState
  formId: string
  path: string
  field: FormField
  autoFocus?: boolean
}) {
  const value = form.useWatchValue(path)
  if (field.control === 'entries') {
    const drawPart = (at: string, part: FormField) => (
      <Field key={at} form={form} formId={formId} path={at} field={part} />
    )
    return <EntriesField form={form} formId={formId} path={path} field={field} drawPart={drawPart} />
  }
  const { control } = field
  const error = form.errors[path]
  const common = {
    id: fieldId(formId, path),
    value,
    error: typeof error === 'string' ? error : undefined,
    onChange: (next: unknown) => {
      form.setFieldValue(path, next, { forceUpdate: false })
      // What was said of the whole list may be mended by one of its entries.
      const list = path.split('.', 1)[0] as string
      if (list !== path && form.errors[list] !== undefined) form.clearFieldError(list)
    },
    // Passing by an empty field is no mistake yet.
    onBlur: () => {
      if (form.isTouched(path)) afterPress(() => form.validateField(path))
    },
  }
  if (control === 'own') return field.spec.render?.({ ...common, beside: fieldsBeside(form, path) })
  const Drawn = CONTROLS[control]
  return <Drawn {...common} field={field} autoFocus={autoFocus} />
}

function fieldsBeside(form: FormState, path: string): FieldsBeside {
  const entry = path.slice(0, path.lastIndexOf('.') + 1)
  return {
    read: (name) => form.getInputProps(`${entry}${name}`).defaultValue,
    change: (name, value) => form.setFieldValue(`${entry}${name}`, value, { forceUpdate: false }),
    errorOf: (name) => {
      const error = form.errors[`${entry}${name}`]
      return typeof error === 'string' ? error : undefined
    },
  }
}
