import type { z } from 'zod'
import type { FieldFacts } from '../facts/field-facts.ts'
import { inputOf, mustBeFilled, type TypedValues } from '../values/typed-values.ts'
import { type Fault, type Faults, WHOLE_FORM } from './fault.ts'
import { faultOfIssue, faultOfNothing } from './fault-of-issue.ts'

export type Checked =
  | { isRight: true; input: Record<string, unknown>; faults: Faults }
  | { isRight: false; faults: Faults }

/** The contract's own check of what would be sent: the first fault of each field, by its path. */
export function checkInput(
  schema: z.ZodObject,
  facts: readonly FieldFacts[],
  typed: TypedValues,
  start: TypedValues,
  fixed: Readonly<Record<string, unknown>> = {},
): Checked {
  const input = { ...inputOf(facts, typed, start), ...fixed }
  const faults: Record<string, Fault> = {}
  for (const field of facts) {
    if (input[field.name] === undefined && mustBeFilled(field, start))
      faults[field.name] = faultOfNothing(field)
  }
  // `reportInput` tells what is missing from what is of the wrong type.
  const result = schema.safeParse(input, { reportInput: true })
  for (const issue of result.error?.issues ?? []) {
    const path = issue.path.map(String).join('.') || WHOLE_FORM
    faults[path] ??= faultOfIssue(issue, factsAt(facts, issue.path))
  }
  return Object.keys(faults).length === 0 ? { isRight: true, input, faults } : { isRight: false, faults }
}

/** The facts of the field at a path; the names between are places in lists. */
export function factsAt(facts: readonly FieldFacts[], path: readonly PropertyKey[]): FieldFacts | undefined {
  const [name, , ...rest] = path
  const field = facts.find((one) => one.name === name)
  return field && rest.length > 0 ? (factsAt(field.entry, rest) ?? field) : field
}
