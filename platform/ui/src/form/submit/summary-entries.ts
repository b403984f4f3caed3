import type { FormField } from '../fields/form-field.ts'
import { labelAt, type PlacedErrors } from './place-errors.ts'

/** One thing that needs mending; `path` leads to the control, where there is one. */
export interface SummaryEntry {
  path: string | null
  name: string | null
  sentence: string
}

/** What is wrong at the fields, in the order in which they stand, then what stands nowhere. */
export function summaryEntries(
  errors: Readonly<Record<string, unknown>>,
  strays: PlacedErrors['strays'],
  fields: readonly FormField[],
): SummaryEntry[] {
  const place = (path: string) => fields.findIndex(({ facts }) => facts.name === path.split('.', 1)[0])
  const paths = Object.keys(errors).sort(
    (a, b) => place(a) - place(b) || a.localeCompare(b, 'en', { numeric: true }),
  )
  return [
    ...paths.map((path) => ({ path, name: labelAt(path, fields), sentence: String(errors[path]) })),
    ...strays.map((stray) => ({ path: null, ...stray })),
  ]
}
