import type { FieldFacts } from '../facts/field-facts.ts'

/**
 * What stands in the fields, by name: text as text, numbers as numbers (or as what could not be read), lists as lists.
 * Plain JSON, so that it can be kept as a draft.
 */
export type TypedValues = Record<string, unknown>

const LISTS = new Set(['choices', 'tags', 'entries'])

/** What a field holds while nobody has filled it. */
export function emptyOf({ control }: FieldFacts): unknown {
  if (LISTS.has(control)) return []
  if (control === 'number' || control === 'flag' || control === 'unknown') return null
  return ''
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Values are plain JSON whose names stand in one order, so that equal ones are the same text. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** What the fields begin with: what is given, else the contract's default, else nothing. */
export function startValues(
  facts: readonly FieldFacts[],
  given: Readonly<Record<string, unknown>> = {},
): TypedValues {
  return Object.fromEntries(
    facts.map((field) => {
      const value = given[field.name] ?? field.default ?? emptyOf(field)
      return [field.name, field.control === 'entries' ? entriesOf(field, value) : value]
    }),
  )
}

function entriesOf({ entry }: FieldFacts, value: unknown): TypedValues[] {
  return (value as Record<string, unknown>[]).map((one) => startValues(entry, one))
}

/**
 * The operation's input of what is typed. A field that was emptied becomes null or the empty text where the contract has
 * them for it; otherwise it is left out, as is one that nobody touched.
 */
export function inputOf(
  facts: readonly FieldFacts[],
  typed: TypedValues,
  start: TypedValues,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const field of facts) {
    const value = sentValue(field, typed[field.name], !isEmpty(start[field.name]))
    if (value !== undefined) input[field.name] = value
  }
  return input
}

/** A field that has to hold something: the contract requires it, or it was filled and the contract has no way to empty it. */
export function mustBeFilled(field: FieldFacts, start: TypedValues): boolean {
  if (field.control === 'flag') return false
  if (LISTS.has(field.control)) return field.isRequired && field.minItems > 0
  const canBeEmptied = field.isNullable || field.takesEmptyText
  return canBeEmptied ? false : field.isRequired || !isEmpty(start[field.name])
}

function sentValue(field: FieldFacts, value: unknown, wasFilled: boolean): unknown {
  const cleaned = cleanedText(field, value)
  if (field.control === 'entries') {
    return ((cleaned ?? []) as TypedValues[]).map((one) => inputOf(field.entry, one, {}))
  }
  if (!isEmpty(cleaned)) return cleaned
  if (LISTS.has(field.control))
    return field.isNullable ? null : field.isRequired || wasFilled ? [] : undefined
  if (field.control === 'flag') return field.isRequired ? false : undefined
  if (!field.isRequired && !wasFilled) return undefined
  if (field.isNullable) return null
  return field.takesEmptyText ? '' : undefined
}

/** Nobody means the spaces around a line, nor the empty lines below a text. */
function cleanedText({ control }: FieldFacts, value: unknown): unknown {
  if (typeof value !== 'string' || control === 'password') return value
  return control === 'prose' ? value.trimEnd() : value.trim()
}
