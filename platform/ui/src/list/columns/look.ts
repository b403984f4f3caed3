export type Density = 'comfortable' | 'compact'

/** How a list looks: which columns in which order, and how much air is between the rows. */
export interface Look {
  /** Ids in order; null: those that the screen shows by itself. */
  columns: readonly string[] | null
  density: Density
}

export const USUAL_LOOK: Look = { columns: null, density: 'comfortable' }

interface Choosable {
  id: string
  optional?: boolean
}

/** The columns that are shown, in their order. Ids of columns that the screen no longer has are passed over. */
export function shownColumns<C extends Choosable>(all: readonly C[], chosen: Look['columns']): readonly C[] {
  const shown = (chosen ?? usualIds(all)).flatMap((id) => all.find((column) => column.id === id) ?? [])
  return shown.length > 0 ? shown : all.filter(({ optional }) => !optional)
}

/** All columns as a person chooses among them: those that are shown in their order, then the others. */
export function choosableColumns<C extends Choosable>(
  all: readonly C[],
  chosen: Look['columns'],
): readonly { column: C; isShown: boolean }[] {
  const shown = shownColumns(all, chosen)
  const others = all.filter((column) => !shown.includes(column))
  return [
    ...shown.map((column) => ({ column, isShown: true })),
    ...others.map((column) => ({ column, isShown: false })),
  ]
}

/** Shows a column at the end, or hides it; the last one stays. */
export function toggleColumn(
  all: readonly Choosable[],
  chosen: Look['columns'],
  id: string,
): Look['columns'] {
  const ids = shownColumns(all, chosen).map((column) => column.id)
  if (!ids.includes(id)) return asChosen(all, [...ids, id])
  return ids.length === 1
    ? chosen
    : asChosen(
        all,
        ids.filter((other) => other !== id),
      )
}

/** Moves a shown column by so many places, as far as there are any. */
export function moveColumn(
  all: readonly Choosable[],
  chosen: Look['columns'],
  id: string,
  by: number,
): Look['columns'] {
  const ids = shownColumns(all, chosen).map((column) => column.id)
  const from = ids.indexOf(id)
  const to = Math.min(Math.max(from + by, 0), ids.length - 1)
  if (from < 0) return chosen
  ids.splice(to, 0, ...ids.splice(from, 1))
  return asChosen(all, ids)
}

/** What equals the screen's own columns is not a choice: a later version of the screen may show others. */
function asChosen(all: readonly Choosable[], ids: readonly string[]): Look['columns'] {
  return sameIds(ids, usualIds(all)) ? null : ids
}

export function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index])
}

function usualIds(all: readonly Choosable[]): readonly string[] {
  return all.filter(({ optional }) => !optional).map(({ id }) => id)
}
