import type { z } from 'zod'
import { type FieldFacts, factsOf } from '../../form/facts/field-facts.ts'
import type { Filter } from '../list-types.ts'
import { daysOfPreset, inOrder, instantsOf, isDay, isDayPreset } from './day-range.ts'

/** The page's `view` says which saved view the person began with. */
export const VIEW_NAME = 'view'
/** The operation's input that orders its rows, where it has one. */
export const SORT_NAME = 'sort'
const PAGING = ['limit', 'cursor', 'page']

export interface AddressedList {
  input: z.ZodObject
  filters: readonly Filter[]
  /** Input that the address does not change. */
  fixed: Readonly<Record<string, unknown>>
}

/** What the part of the address after `?` means to a list. */
export interface Address {
  /** Name → text as in the address, of what the list understood; a saved view keeps exactly this. */
  texts: Readonly<Record<string, string>>
  /** The same as the operation takes it. */
  input: Readonly<Record<string, unknown>>
  /** Names whose text the operation would refuse, so that the list is shown without them. */
  dropped: readonly string[]
}

/**
 * Reads the list's filters and order from the address: every input of the operation counts, also one that has no control
 * in the filter bar, so that a link from elsewhere can narrow a list by anything.
 */
export function readAddress(
  list: AddressedList,
  search: Readonly<Record<string, string>>,
  clock: { today: string; zone: string },
): Address {
  const texts: Record<string, string> = {}
  const input: Record<string, unknown> = {}
  const dropped: string[] = []
  const ranges = list.filters.filter((filter) => filter.kind === 'day-range')
  const inRange = new Set(ranges.flatMap(({ from, to }) => [from, to]))
  for (const facts of addressable(list)) {
    const text = search[facts.name]
    if (text === undefined || text === '' || inRange.has(facts.name)) continue
    const value = checkedValue(list.input, facts, text)
    if (value === undefined) dropped.push(facts.name)
    else {
      texts[facts.name] = text
      input[facts.name] = value
    }
  }
  for (const range of ranges) readRange(list, range, search, clock, { texts, input, dropped })
  return { texts, input, dropped }
}

/** The names under which this list keeps its state in the address. */
export function namesInAddress(list: AddressedList): string[] {
  return [...addressable(list).map(({ name }) => name), VIEW_NAME]
}

function addressable({ input, fixed }: AddressedList): readonly FieldFacts[] {
  return factsOf(input).filter(({ name }) => !PAGING.includes(name) && !(name in fixed))
}

/** The text as the operation's own type, or undefined where the contract refuses it. */
function checkedValue(input: z.ZodObject, facts: FieldFacts, text: string): unknown {
  const checked = input.shape[facts.name]?.safeParse(typedValue(facts, text))
  return checked?.success ? checked.data : undefined
}

function typedValue({ control }: FieldFacts, text: string): unknown {
  if (control === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  if (control === 'flag') return text === 'true' ? true : text === 'false' ? false : text
  if (control === 'choices' || control === 'tags') return text.split(',')
  return text
}

function readRange(
  list: AddressedList,
  names: { from: string; to: string },
  search: Readonly<Record<string, string>>,
  { today, zone }: { today: string; zone: string },
  read: { texts: Record<string, string>; input: Record<string, unknown>; dropped: string[] },
): void {
  const from = search[names.from]
  const days = isDayPreset(from)
    ? daysOfPreset(from, today)
    : inOrder(onlyDays(names, search, read.texts, read.dropped))
  if (isDayPreset(from)) read.texts[names.from] = from
  const takesInstants = factsOf(list.input).some(
    ({ name, control }) => name === names.from && control === 'instant',
  )
  const ends = takesInstants ? instantsOf(days, zone) : days
  if (ends.from !== undefined) read.input[names.from] = ends.from
  if (ends.to !== undefined) read.input[names.to] = ends.to
}

function onlyDays(
  names: { from: string; to: string },
  search: Readonly<Record<string, string>>,
  texts: Record<string, string>,
  dropped: string[],
) {
  const end = (name: string) => {
    const text = search[name]
    if (text === undefined || text === '') return undefined
    if (!isDay(text)) {
      dropped.push(name)
      return undefined
    }
    texts[name] = text
    return text
  }
  return { from: end(names.from), to: end(names.to) }
}
