import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight'

/**
 * Entries in which every typed word begins a word of the label, the description or a keyword, whatever the language. Before
 * anything is typed, the first group alone: the screens, few enough to be read.
 */
export function filterPalette(query: string, groups: SpotlightActionGroupData[]): SpotlightActionGroupData[] {
  const words = wordsOf(query)
  if (words.length === 0) return groups.slice(0, 1)
  return groups.flatMap(({ group, actions }) => {
    const found = actions.filter((action) => hasAll(action, words))
    return found.length > 0 ? [{ group, actions: found }] : []
  })
}

function hasAll({ label, description, keywords }: SpotlightActionData, words: readonly string[]): boolean {
  const known = wordsOf([label, description, keywords].flat().join(' '))
  return words.every((word) => known.some((candidate) => candidate.startsWith(word)))
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}
