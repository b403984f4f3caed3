import { useEffect, useMemo, useState } from 'react'
import { type Chosen, chooseAll, chooseRow, letGo, NONE_CHOSEN } from './chosen-rows.ts'

/** The selection of a list. */
export interface Choosing<Row> {
  rows: readonly Row[]
  has(key: string): boolean
  isAll: boolean
  toggle(key: string, isRange: boolean): void
  toggleAll(): void
  none(): void
  /** What is done is no longer selected. */
  letGo(done: ReadonlySet<string>): void
}

/** Only rows that are loaded count: nobody acts on what they cannot see. Other filters begin a new selection. */
export function useChoosing<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  input: unknown,
): Choosing<Row> {
  const [chosen, setChosen] = useState<Chosen>(NONE_CHOSEN)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the filters are what the selection is of.
  useEffect(() => setChosen(NONE_CHOSEN), [input])
  const chosenRows = useMemo(
    () => (chosen.keys.size === 0 ? [] : rows.filter((row) => chosen.keys.has(keyOf(row)))),
    [rows, chosen.keys, keyOf],
  )
  const order = () => rows.map(keyOf)
  return {
    rows: chosenRows,
    has: (key) => chosen.keys.has(key),
    isAll: rows.length > 0 && chosenRows.length === rows.length,
    toggle: (key, isRange) => setChosen(chooseRow(chosen, key, { isRange, order: isRange ? order() : [] })),
    toggleAll: () => setChosen(chooseAll(chosen, order())),
    none: () => setChosen(NONE_CHOSEN),
    letGo: (done) => setChosen((now) => letGo(now, done)),
  }
}
