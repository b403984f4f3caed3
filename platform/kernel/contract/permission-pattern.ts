/**
 * Permissions are words joined by dots. A pattern's `*` stands for one whole segment, as its last segment for one or
 * more: `fuel.*` grants `fuel.stock.out`, never `fuelling.stock.out` nor `fuel` itself. `*` alone grants everything.
 */
export function permissionMatches(pattern: string, permission: string): boolean {
  if (pattern === '*' || pattern === permission) return true
  if (!pattern.includes('*')) return false
  return patternCovers(pattern, permission)
}

/** True when everything that `asked` grants, now or in future, `held` grants too. */
export function patternCovers(held: string, asked: string): boolean {
  const heldParts = held.split('.')
  const askedParts = asked.split('.')
  for (let index = 0; index < heldParts.length; index += 1) {
    const heldPart = heldParts[index]
    const askedPart = askedParts[index]
    if (askedPart === undefined) return false
    const isLast = index === heldParts.length - 1
    if (heldPart === '*' && isLast) return true
    // A trailing `*` stands for any number of segments, which only a trailing `*` covers.
    if (askedPart === '*' && index === askedParts.length - 1) return false
    if (heldPart !== '*' && heldPart !== askedPart) return false
  }
  return heldParts.length === askedParts.length
}
