export const BAR_PLACES = 4

interface Entry {
  id: string
  records: boolean
}

/**
 * The entries of a phone's bar: those that the person chose, in their order; without a choice, what the role is there to
 * record, then the rest of the menu in its order. Visits change nothing: a bar must not move under the thumb.
 */
export function barEntries<E extends Entry>(menu: readonly E[], chosen: readonly string[] | null): E[] {
  const own = (chosen ?? []).flatMap((id) => menu.filter((entry) => entry.id === id))
  // Who lost the right to all that they had chosen has a bar all the same.
  return own.length > 0 ? own.slice(0, BAR_PLACES) : barOfRole(menu)
}

/** One place stays for what is read, however much a role records. */
function barOfRole<E extends Entry>(menu: readonly E[]): E[] {
  const recorded = menu.filter(({ records }) => records).slice(0, BAR_PLACES - 1)
  return [...recorded, ...menu.filter((entry) => !recorded.includes(entry))].slice(0, BAR_PLACES)
}

/** The choice with the entry one place earlier (-1) or later (1); at either end it stays. */
export function moveEntry(chosen: readonly string[], id: string, by: -1 | 1): string[] {
  const from = chosen.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= chosen.length) return [...chosen]
  const moved = chosen.filter((one) => one !== id)
  moved.splice(to, 0, id)
  return moved
}
