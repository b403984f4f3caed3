import { type Density, sameIds } from '../columns/look.ts'

/** What a saved view keeps of a list. */
export interface ViewContent {
  /** Filters and order as the address carries them. */
  filters: Readonly<Record<string, string>>
  columns: readonly string[] | null
  density: Density
}

export function isSameContent(one: ViewContent, other: ViewContent): boolean {
  return (
    one.density === other.density &&
    sameColumns(one.columns, other.columns) &&
    sameFilters(one.filters, other.filters)
  )
}

/** The changes of the address that make it the view's: what the view does not filter by is not filtered by. */
export function addressOfView(
  names: readonly string[],
  filters: Readonly<Record<string, string>>,
): Record<string, string | null> {
  return Object.fromEntries(names.map((name) => [name, filters[name] ?? null]))
}

function sameColumns(one: ViewContent['columns'], other: ViewContent['columns']): boolean {
  return one === null || other === null ? one === other : sameIds(one, other)
}

/** Whatever the order in which they were chosen. */
export function sameFilters(one: ViewContent['filters'], other: ViewContent['filters']): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

/** The same as the commands that keep views take it. */
export function inputOfContent({ filters, columns, density }: ViewContent) {
  return { filters: { ...filters }, columns: columns === null ? null : [...columns], density }
}
