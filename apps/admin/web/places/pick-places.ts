import { type PickSource, pickFrom } from '@lumbung/ui'
import { searchPlaces } from '../../contract/index.ts'

/** The places of one kind, searched on the server. */
export function placesOf(kind: string): PickSource {
  return pickFrom<typeof searchPlaces>({
    operation: searchPlaces,
    input: { kind },
    searchBy: 'search',
    valueOf: ({ id }) => id,
    labelOf: ({ name }) => name,
  })
}
