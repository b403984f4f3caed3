import { useCatalogue, useLocalText } from '@lumbung/ui'

export interface ResourceWords {
  /** Kinds of record that the trail can hold, for choosing among them. */
  types: readonly string[]
  wordOf(type: string): string
}

/** Kinds of record as their own app calls them; a kind that no app writes any more keeps its technical name. */
export function useResourceWords(): ResourceWords {
  const local = useLocalText()
  const apps = useCatalogue().data ?? []
  const labels = new Map(apps.flatMap(({ records }) => records.map(({ kind, label }) => [kind, label])))
  return {
    types: [...labels.keys()],
    wordOf: (type) => {
      const label = labels.get(type)
      return label ? local(label) : type
    },
  }
}
