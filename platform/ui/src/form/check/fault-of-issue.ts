import type { z } from 'zod'
import type { FieldFacts } from '../facts/field-facts.ts'
import { isUnreadable, type Unreadable } from '../values/unreadable.ts'
import { boundParams, type Fault } from './fault.ts'

/** What is wrong, of what the contract found: one sentence for each kind of issue that Zod knows. */
export function faultOfIssue(issue: z.core.$ZodIssue, facts: FieldFacts | undefined): Fault {
  switch (issue.code) {
    case 'invalid_type':
      return faultOfType(issue, facts)
    case 'too_small':
      return faultOfLeast(issue, facts)
    case 'too_big':
      return faultOfMost(issue, facts)
    case 'not_multiple_of':
      return faultOfPlaces(facts?.decimals ?? placesOf(issue.divisor))
    case 'invalid_format':
      return faultOfFormat(issue.format, facts)
    case 'invalid_value':
      return issue.input === undefined ? faultOfNothing(facts) : { text: 'form.fault.choice' }
    case 'unrecognized_keys':
      return { text: 'form.fault.unknown', params: { names: issue.keys.join(', ') } }
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return { text: 'form.fault.invalid' }
    case 'custom': {
      const decimals = issue.params?.decimals
      return typeof decimals === 'number' ? faultOfPlaces(decimals) : { text: 'form.fault.invalid' }
    }
  }
}

export function faultOfPlaces(decimals: number): Fault {
  return decimals === 0 ? { text: 'form.fault.whole' } : { text: 'form.fault.decimals', params: { decimals } }
}

function faultOfType(issue: z.core.$ZodIssueInvalidType, facts: FieldFacts | undefined): Fault {
  const { input, expected } = issue
  if (isUnreadable(input)) return faultOfUnreadable(input)
  if (input === undefined || input === null) return faultOfNothing(facts)
  if (expected === 'int') return { text: 'form.fault.whole' }
  if (expected === 'number') return { text: 'form.fault.not_a_number' }
  return { text: 'form.fault.invalid' }
}

export function faultOfNothing(facts: FieldFacts | undefined): Fault {
  const isChosen = facts?.control === 'choice' || facts?.control === 'choices'
  return { text: isChosen ? 'form.fault.not_chosen' : 'form.fault.required' }
}

export function faultOfUnreadable({ unreadable, why, readings = [] }: Unreadable): Fault {
  if (why === 'either_day')
    return { text: 'form.fault.either_day', params: { readings: readings.join(', ') } }
  if (why === 'no_such_day') return { text: 'form.fault.no_such_day', params: { typed: unreadable } }
  if (why !== 'ambiguous') return { text: `form.fault.${why}` }
  const digits = unreadable.replace(/\D/g, '')
  return { text: 'form.fault.ambiguous', params: { thousand: Number(digits), part: Number(digits) / 1_000 } }
}

function faultOfLeast(issue: z.core.$ZodIssueTooSmall, facts: FieldFacts | undefined): Fault {
  const { origin, inclusive } = issue
  const bound = Number(issue.minimum)
  if (origin === 'string')
    return bound <= 1 ? faultOfNothing(facts) : { text: 'form.fault.too_short', params: { bound } }
  if (isCounted(origin)) return { text: 'form.fault.too_few', params: { bound } }
  if (bound === Number.MIN_SAFE_INTEGER) return { text: 'form.fault.too_many_digits' }
  const text = inclusive === false ? 'form.fault.not_above' : 'form.fault.too_small'
  return { text, params: boundParams(bound, facts) }
}

function faultOfMost(issue: z.core.$ZodIssueTooBig, facts: FieldFacts | undefined): Fault {
  const { origin, inclusive } = issue
  const bound = Number(issue.maximum)
  if (origin === 'string') return { text: 'form.fault.too_long', params: { bound } }
  if (isCounted(origin)) return { text: 'form.fault.too_many', params: { bound } }
  if (bound === Number.MAX_SAFE_INTEGER) return { text: 'form.fault.too_many_digits' }
  const text = inclusive === false ? 'form.fault.not_below' : 'form.fault.too_big'
  return { text, params: boundParams(bound, facts) }
}

function isCounted(origin: string): boolean {
  return origin === 'array' || origin === 'set' || origin === 'map' || origin === 'file'
}

/** A pattern is told as the contract puts it into words, else by its example: people do not read patterns. */
export function faultOfFormat(format: string, facts: FieldFacts | undefined): Fault {
  if (format === 'email') return { text: 'form.fault.email' }
  if (format === 'datetime' || format === 'date-time') return { text: 'form.fault.instant' }
  if (format === 'date') return { text: 'form.fault.day' }
  if (format === 'uuid' || format === 'guid') return { text: 'form.fault.id' }
  if (facts?.wants) return { text: 'form.fault.wanted', params: { wants: facts.wants } }
  const example = facts?.examples[0]
  if (example !== undefined) return { text: 'form.fault.pattern_like', params: { example } }
  return { text: 'form.fault.pattern' }
}

function placesOf(divisor: number): number {
  return Math.max(0, Math.round(-Math.log10(divisor)))
}
