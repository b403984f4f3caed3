import type { Locale } from '@lumbung/contract'
import { readNumber, writeNumber } from '../../form/number/number-entry.ts'
import { isUnreadable, type NumberWhy } from '../../form/values/unreadable.ts'
import type { LineColumn } from '../document-types.ts'

export type WhyUnreadable = NumberWhy | 'too_many_decimals' | 'no_such_choice'

/** What stands in a cell: a value, or text that cannot be read as one. */
export type Reading = { value: string | number | null } | { unreadable: WhyUnreadable }

type Column = Pick<LineColumn<object>, 'kind' | 'decimals' | 'unit' | 'choices'>

// Marks that turn the direction of text round, and spaces that look like others: invisible in a cell, wrong in data.
const DIRECTION_MARKS = /[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Reads what was typed or pasted; numbers as forms read them. */
export function readCell(column: Column, text: string, locale: Locale): Reading {
  if (column.kind === 'number') return readFigure(column, text, locale)
  const clean = text.replace(DIRECTION_MARKS, '').replace(/\s/g, ' ').trim()
  if (column.kind === 'text') return { value: clean }
  if (clean === '') return { value: null }
  const wanted = clean.toLowerCase()
  const found = column.choices?.find(
    ({ value, label }) => label.toLowerCase() === wanted || value.toLowerCase() === wanted,
  )
  return found ? { value: found.value } : { unreadable: 'no_such_choice' }
}

/** A value as the cell shows it and as it goes to the clipboard: what is copied can be pasted again. */
export function cellText(column: Column, value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return ''
  if (column.kind === 'number') return writeNumber(value as number, locale, { grouped: true })
  if (column.kind === 'choice') {
    return column.choices?.find((choice) => choice.value === value)?.label ?? String(value)
  }
  return String(value)
}

/** The same, as it is edited: a figure without its thousands. */
export function editText(column: Column, value: unknown, locale: Locale): string {
  if (typeof value === 'number') return writeNumber(value, locale, { grouped: false })
  return cellText(column, value, locale)
}

function readFigure(column: Column, text: string, locale: Locale): Reading {
  const { decimals = null, unit }: { decimals?: number | null; unit?: string } = column
  const value = readNumber(text, { locale, decimals, unit })
  if (isUnreadable(value)) return { unreadable: value.why }
  // Not rounded in silence.
  if (value === null || decimals === null || Number(value.toFixed(decimals)) === value) return { value }
  return { unreadable: 'too_many_decimals' }
}
