import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { type RowOf, useRows } from '../data/use-rows.ts'
import { factsOf } from './facts/field-facts.ts'
import type { PickSource } from './pick-source.ts'

/** How many are offered at a time; who looks for another one types a part of its name. */
const OFFERED = 50
/** A list that the server cannot search is read as far as one answer goes. */
const MOST_UNSEARCHED = 200
const SETTLE_MS = 250

export interface PickOption {
  value: string
  label: string
}

export interface PickOptions {
  options: readonly PickOption[]
  rowOf(value: string): RowOf<PickSource['operation']> | undefined
  isLoading: boolean
  hasFailed: boolean
  /** There are more than are offered. */
  hasMore: boolean
  retry(): void
}

/** The choices of a source that match what is typed, as the server finds them. */
export function usePickOptions(source: PickSource, typed: string, enabled = true): PickOptions {
  const [settled] = useDebouncedValue(typed.trim(), SETTLE_MS)
  const { operation, searchBy } = source
  const term = searchBy === undefined ? '' : settled.slice(0, longestSearch(source))
  const list = useRows(
    operation,
    { ...source.input, ...(searchBy === undefined || term === '' ? {} : { [searchBy]: term }) },
    { limit: searchBy === undefined ? MOST_UNSEARCHED : OFFERED, enabled },
  )
  const found = useMemo(() => {
    const rows = new Map<string, RowOf<PickSource['operation']>>()
    for (const row of list.rows) rows.set(source.valueOf(row), row)
    const options = [...rows].map(([value, row]) => ({ value, label: source.labelOf(row) }))
    return { rows, options }
  }, [list.rows, source])
  return {
    options: found.options,
    rowOf: (value) => found.rows.get(value),
    isLoading: enabled && (list.isPending || (searchBy !== undefined && settled !== typed.trim())),
    hasFailed: list.problem !== null,
    hasMore: list.hasMore,
    retry: list.retry,
  }
}

/**
 * The words of a value that was chosen earlier, from the choices that are offered at first or, where it is not among
 * them, from those found by the value itself (a code is). Until then, and where nothing says more, the value itself.
 */
export function usePickLabel(source: PickSource, value: string | null): string {
  const offered = usePickOptions(source, '', value !== null)
  const among = labelIn(offered, value)
  const isElsewhere = value !== null && among === undefined && !offered.isLoading && offered.hasMore
  const found = usePickOptions(source, value ?? '', isElsewhere && source.searchBy !== undefined)
  return among ?? labelIn(found, value) ?? value ?? ''
}

function labelIn({ options }: PickOptions, value: string | null): string | undefined {
  return options.find((option) => option.value === value)?.label
}

function longestSearch({ operation, searchBy }: PickSource): number {
  return factsOf(operation.input).find(({ name }) => name === searchBy)?.maxLength ?? Number.MAX_SAFE_INTEGER
}
