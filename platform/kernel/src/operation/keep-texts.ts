import { composed, type FieldFault, isStorable } from '@lumbung/contract'

/** Names of fields beyond which nobody reads on. */
const MOST_FAULTS = 50

/**
 * The one gate for text: every text of an input, wherever it stands and whatever its contract says of it, is composed
 * (NFC), and one that no database keeps is a fault of its field. A password too: its hash is made of the compatibility
 * composition, to which this is a step on the way, and nothing is trimmed or taken off it.
 */
export function keepTexts(input: unknown): { kept: unknown; faults: Record<string, FieldFault[]> } {
  const faults = new Map<string, FieldFault[]>()
  const refuse = (path: readonly string[]) => {
    const name = path.join('.').slice(0, 200) || '_'
    if (faults.size < MOST_FAULTS) faults.set(name, [{ code: 'field.unstorable' }])
  }
  const keep = (value: unknown, path: readonly string[]): unknown => {
    if (typeof value === 'string') {
      if (!isStorable(value)) refuse(path)
      return composed(value)
    }
    if (Array.isArray(value)) return value.map((part, index) => keep(part, [...path, String(index)]))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => {
        const at = [...path, name]
        if (!isStorable(name)) refuse(at)
        return [name, keep(part, at)]
      }),
    )
  }
  const kept = keep(input, [])
  return { kept, faults: Object.fromEntries(faults) }
}
