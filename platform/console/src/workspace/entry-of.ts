/** Path of the menu entry under which a screen lies: the longest that begins the screen's own. */
export function entryOf(items: readonly { path: string }[], path: string): string | null {
  const fitting = items.filter((item) => path === item.path || path.startsWith(`${item.path}/`))
  return fitting.reduce<string | null>(
    (longest, { path: own }) => (longest !== null && longest.length >= own.length ? longest : own),
    null,
  )
}
