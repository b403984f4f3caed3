export type NumberWhy = 'not_a_number' | 'ambiguous' | 'too_many_digits'
export type TimeWhy =
  | 'incomplete'
  | 'not_a_day'
  | 'no_such_day'
  | 'month_first'
  | 'either_day'
  | 'no_clock'
  | 'no_such_clock'

/** What stands in a field that no value can be made of; it travels as the field's value, so that a draft keeps it. */
export interface Unreadable<Why = NumberWhy | TimeWhy> {
  unreadable: string
  why: Why
  /** What it could mean, where that is more than one thing. */
  readings?: readonly string[]
}

export function isUnreadable(value: unknown): value is Unreadable {
  return typeof value === 'object' && value !== null && 'unreadable' in value
}

/** What was typed or pasted without marks of direction, in our digits and plain spaces. */
export function plainText(typed: string): string {
  return typed
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(/\s/g, ' ')
    .trim()
}
