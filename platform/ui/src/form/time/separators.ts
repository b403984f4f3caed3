/** A part of what is typed: how many digits it has, and what stands behind it. */
export type Part = readonly [digits: number, separator: string]

export const DAY_PARTS: readonly Part[] = [
  [2, '/'],
  [2, '/'],
  [4, ''],
]

export function instantParts(clockSeparator: string): readonly Part[] {
  return [
    [2, '/'],
    [2, '/'],
    [4, ' '],
    [2, clockSeparator],
    [2, ''],
  ]
}

/**
 * Puts in the separator that comes next, so that digits alone are enough. Only where something was added at the end:
 * what is deleted, changed in the middle or written in words stays as it is.
 */
export function withSeparators(before: string, after: string, parts: readonly Part[]): string {
  if (after.length <= before.length || !after.startsWith(before)) return after
  let text = ''
  let place = 0
  let digits = 0
  const next = () => {
    text += parts[place]?.[1] ?? ''
    place += 1
    digits = 0
  }
  const isFull = () => digits === parts[place]?.[0] && place < parts.length - 1
  for (const character of after) {
    if (/\d/.test(character)) {
      if (isFull()) next()
      text += character
      digits += 1
    } else if (!/[\s./:,-]/.test(character)) return after
    else if (digits > 0 && place < parts.length - 1) next()
  }
  if (isFull()) next()
  return text
}
