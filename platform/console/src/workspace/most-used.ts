const MOST_KEPT = 50

/** How often this person opened each entry on this device; what is long unused fades by halving. */
export function countVisit(counts: Readonly<Record<string, number>>, path: string): Record<string, number> {
  const raised = { ...counts, [path]: (counts[path] ?? 0) + 1 }
  const isFull = (raised[path] as number) >= 100
  const entries = Object.entries(raised)
    .map(([key, count]): [string, number] => [key, isFull ? count / 2 : count])
    .sort(([, a], [, b]) => b - a)
  return Object.fromEntries(entries.slice(0, MOST_KEPT))
}

/** The entries used most, in the order of the menu so that they keep their places; filled up from the menu's beginning. */
export function mostUsed<Entry extends { path: string }>(
  entries: readonly Entry[],
  counts: Readonly<Record<string, number>>,
  places: number,
): Entry[] {
  const ranked = entries
    .map((entry, index) => ({ entry, index, count: counts[entry.path] ?? 0 }))
    .sort((a, b) => b.count - a.count || a.index - b.index)
    .slice(0, places)
  return ranked.sort((a, b) => a.index - b.index).map(({ entry }) => entry)
}
