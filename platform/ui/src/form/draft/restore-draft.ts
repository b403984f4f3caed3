import type { FieldFacts } from '../facts/field-facts.ts'
import { emptyOf, type TypedValues } from '../values/typed-values.ts'
import { isUnreadable } from '../values/unreadable.ts'
import type { Draft } from './draft-store.ts'

/** Of what is typed, what may lie on a device: everything but secrets. */
export function withoutSecrets(facts: readonly FieldFacts[], typed: TypedValues): TypedValues {
  const secret = new Set(facts.filter(({ control }) => control === 'password').map(({ name }) => name))
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !secret.has(name)))
}

/**
 * What stands in the fields after a draft was put back. The contract may have changed since: a value that its field can no
 * longer show is left out, and what stood there at the start stays.
 */
export function restoredValues(
  facts: readonly FieldFacts[],
  { start, typed }: Pick<Draft, 'start' | 'typed'>,
  fresh: TypedValues,
): { start: TypedValues; typed: TypedValues } {
  const take = (values: TypedValues) =>
    Object.fromEntries(
      facts.map((field) => {
        const value = values[field.name]
        return [field.name, canShow(field, value) ? value : fresh[field.name]]
      }),
    )
  return { start: take(start), typed: take(typed) }
}

const CAN_BE_UNREADABLE = new Set(['number', 'instant', 'day'])

function canShow(field: FieldFacts, value: unknown): boolean {
  if (value === undefined) return false
  if (isUnreadable(value)) return CAN_BE_UNREADABLE.has(field.control)
  if (field.control === 'unknown') return true
  if (field.control === 'number') return value === null || typeof value === 'number'
  if (field.control === 'flag') return value === null || typeof value === 'boolean'
  if (field.control === 'entries')
    return Array.isArray(value) && value.every((one) => canShowEntry(field.entry, one))
  return Array.isArray(emptyOf(field)) ? isTexts(value) : typeof value === 'string'
}

function canShowEntry(facts: readonly FieldFacts[], entry: unknown): boolean {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    facts.every((field) => canShow(field, (entry as TypedValues)[field.name]))
  )
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
