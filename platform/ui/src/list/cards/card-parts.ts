import type { Column } from '../list-types.ts'

const MOST_DETAILS = 3

export interface CardParts<C> {
  title: C | null
  /** The one figure on the right. */
  aside: C | null
  details: readonly C[]
}

/**
 * What a card shows of a row: what the screen says, or, where it says nothing, the first column, the first figure and the
 * next three.
 */
export function cardParts<C extends Pick<Column<unknown>, 'id' | 'onPhone' | 'numeric' | 'optional'>>(
  columns: readonly C[],
): CardParts<C> {
  if (columns.some(({ onPhone }) => onPhone)) {
    return {
      title: columns.find(({ onPhone }) => onPhone === 'title') ?? columns[0] ?? null,
      aside: columns.find(({ onPhone }) => onPhone === 'aside') ?? null,
      details: columns.filter(({ onPhone }) => onPhone === 'detail').slice(0, MOST_DETAILS),
    }
  }
  const [title = null, ...others] = columns.filter(({ optional }) => !optional)
  const aside = others.find(({ numeric }) => numeric) ?? null
  return { title, aside, details: others.filter((column) => column !== aside).slice(0, MOST_DETAILS) }
}
