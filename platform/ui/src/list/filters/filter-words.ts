import type { LocalText } from '@lumbung/contract'
import type { z } from 'zod'
import { type FieldFacts, factsOf } from '../../form/facts/field-facts.ts'
import type { Filter } from '../list-types.ts'

/** One filter that is in use, as a chip says it. */
export interface UsedFilter {
  /** The names in the address that end it when they are emptied. */
  names: readonly string[]
  filter: Filter | null
  /** What the contract knows of it, for one that the screen has no control for. */
  facts: FieldFacts | null
}

/** The filters in use: those of the bar in its order, then what only the address brought. */
export function usedFilters(
  filters: readonly Filter[],
  input: z.ZodObject,
  used: readonly string[],
): readonly UsedFilter[] {
  const declared = filters
    .map((filter) => ({ filter, names: namesOf(filter), facts: null }))
    .filter(({ names }) => names.some((name) => used.includes(name)))
  const covered = new Set(declared.flatMap(({ names }) => names))
  const others = factsOf(input)
    .filter(({ name }) => used.includes(name) && !covered.has(name))
    .map((facts) => ({ filter: null, names: [facts.name], facts }))
  return [...declared, ...others]
}

export function namesOf(filter: Filter): readonly string[] {
  return filter.kind === 'day-range' ? [filter.from, filter.to] : [filter.name]
}

/** What a filter is called: by the screen, else by the contract, else by its name. */
export function labelOfName(
  name: string,
  filters: readonly Filter[],
  input: z.ZodObject,
  local: (text: LocalText) => string,
): string {
  const filter = filters.find((one) => namesOf(one).includes(name))
  if (filter && 'label' in filter) return filter.label
  const facts = factsOf(input).find((one) => one.name === name)
  return facts ? local(facts.label) : name
}

/** The words of a value where only the contract knows them: of each of several, for a list. */
export function wordsOfValue(
  { choices }: FieldFacts,
  text: string,
  local: (text: LocalText) => string,
): string {
  return text
    .split(',')
    .map((part) => {
      const choice = choices.find(({ value }) => value === part)
      return choice ? local(choice.label) : part
    })
    .join(', ')
}
