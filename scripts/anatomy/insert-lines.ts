/**
 * Puts lines at the end of the block that `opener` begins; its match ends with the bracket. Works on text, so it only does
 * what cannot go wrong: the opener matches exactly one line, and the block closes on that line without others inside, or
 * on a later one at the opener's own indentation. Otherwise undefined.
 */
export function insertIntoBlock(text: string, opener: RegExp, lines: readonly string[]): string | undefined {
  const all = text.split('\n')
  const [at, ...more] = all.flatMap((line, index) => (opener.test(line) ? [index] : []))
  if (at === undefined || more.length > 0) return undefined
  const line = all[at] as string
  const start = opener.exec(line)?.[0] as string
  const rest = line.slice(start.length)
  if (rest !== '') {
    const closed = /^([^[{]*)([\]}],?)$/.exec(rest) as [string, string, string] | null
    if (!closed) return undefined
    const parts = [closed[1].trim(), ...lines].map((part) => part.replace(/,$/, ''))
    all[at] = start + parts.filter((part) => part !== '').join(', ') + closed[2]
    return all.join('\n')
  }
  const depth = indentOf(line)
  const end = all.findIndex((other, index) => index > at && other.trim() !== '' && indentOf(other) <= depth)
  if (end === -1 || indentOf(all[end] as string) < depth || !/^ *[\]}]/.test(all[end] as string))
    return undefined
  all.splice(end, 0, ...lines.map((added) => `${' '.repeat(depth + 2)}${added}`))
  return all.join('\n')
}

/** Before the first import; the order is the formatter's part. Undefined where the file has none. */
export function insertImport(text: string, line: string): string | undefined {
  const all = text.split('\n')
  const at = all.findIndex((candidate) => candidate.startsWith('import '))
  if (at === -1) return undefined
  const [, names, from] = /^import \{ (.+) \} from ('.+')$/.exec(line) ?? []
  const same = all.findIndex(
    (candidate) => from && candidate.startsWith('import { ') && candidate.endsWith(` from ${from}`),
  )
  // Two imports of one module are one.
  if (same >= 0) {
    const known = (all[same] as string).slice('import { '.length, -` } from ${from}`.length).split(', ')
    const sorted = [...known, names as string].sort((a, b) => a.localeCompare(b))
    all[same] = `import { ${sorted.join(', ')} } from ${from}`
  } else all.splice(at, 0, line)
  return all.join('\n')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
