/** Which rows are selected, and the row from which a press with shift counts. */
export interface Chosen {
  keys: ReadonlySet<string>
  anchor: string | null
}

export const NONE_CHOSEN: Chosen = { keys: new Set(), anchor: null }

/**
 * Turns a row's selection round; with `isRange` all rows between the anchor and it become what it becomes, as in a file
 * manager. `order` are the keys of the loaded rows from top to bottom.
 */
export function chooseRow(
  chosen: Chosen,
  key: string,
  { isRange, order }: { isRange: boolean; order: readonly string[] },
): Chosen {
  const isOn = !chosen.keys.has(key)
  const from = chosen.anchor === null ? -1 : order.indexOf(chosen.anchor)
  const to = order.indexOf(key)
  const touched =
    isRange && from >= 0 && to >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [key]
  const keys = new Set(chosen.keys)
  for (const one of touched) {
    if (isOn) keys.add(one)
    else keys.delete(one)
  }
  return { keys, anchor: key }
}

/** All of them, or none where all are selected already. */
export function chooseAll(chosen: Chosen, order: readonly string[]): Chosen {
  return order.every((key) => chosen.keys.has(key)) ? NONE_CHOSEN : { keys: new Set(order), anchor: null }
}

/** Without those that are done. */
export function letGo(chosen: Chosen, done: ReadonlySet<string>): Chosen {
  return { ...chosen, keys: new Set([...chosen.keys].filter((key) => !done.has(key))) }
}
