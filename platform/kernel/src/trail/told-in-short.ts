import type { TrailFact } from './entry-words.ts'

const MOST_FACTS = 3
const MOST_CHARACTERS = 60

/** A few facts on one line: `Batas stok menipis 100 L → 250 L · Zona waktu Asia/Jakarta · 2 lainnya`. */
export function toldInShort(facts: readonly TrailFact[], more: (count: number) => string): string {
  const told = facts.slice(0, MOST_FACTS).map(tell)
  const left = facts.length - told.length
  return [...told, ...(left > 0 ? [more(left)] : [])].join(' · ')
}

function tell({ label, kind, before, after }: TrailFact): string {
  const isOfOne = before.length <= 1 && after.length <= 1
  if (kind === 'masked') return label
  if (kind === 'changed' && isOfOne && before[0] !== undefined && after[0] !== undefined) {
    return `${label} ${cut(before[0])} → ${cut(after[0])}`
  }
  const gone = before.map((text) => `−${cut(text)}`)
  const come = after.map((text) => (kind === 'changed' ? `+${cut(text)}` : cut(text)))
  return `${label} ${cut([...gone, ...come].join(', '))}`
}

function cut(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ')
  return line.length <= MOST_CHARACTERS
    ? line
    : `${line
        .slice(0, MOST_CHARACTERS - 1)
        .trimEnd()
        .toWellFormed()}…`
}
