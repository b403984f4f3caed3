import { ApiProblem, type Client } from '@lumbung/client'
import { namePlaces } from '../../contract/index.ts'

/** As many as the operation takes. */
const MOST_AT_ONCE = 100

/** Knows the names of places: undefined while one is asked for, null where it is not there or not to be known. */
export class PlaceNames {
  readonly #client: Client
  readonly #names = new Map<string, string | null>()
  readonly #asked = new Set<string>()
  readonly #listeners = new Set<() => void>()
  #wanted: string[] = []
  #version = 0

  constructor(client: Client) {
    this.#client = client
  }

  /** `site:01936f2a-…`. What a screen asks for in one go is one request, and each place is asked for once. */
  nameOf(place: string): string | null | undefined {
    if (!this.#asked.has(place)) {
      this.#asked.add(place)
      this.#wanted.push(place)
      if (this.#wanted.length === 1) queueMicrotask(() => void this.#askAll())
    }
    return this.#names.get(place)
  }

  /** Grows with every answer. */
  readonly version = () => this.#version

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #askAll(): Promise<void> {
    const places = this.#wanted
    this.#wanted = []
    for (let from = 0; from < places.length; from += MOST_AT_ONCE) {
      await this.#ask(places.slice(from, from + MOST_AT_ONCE))
    }
  }

  async #ask(places: string[]): Promise<void> {
    try {
      const { data } = await this.#client.call(namePlaces, { places })
      const found = new Map(data.map(({ kind, id, name }) => [`${kind}:${id}`, name]))
      for (const place of places) this.#names.set(place, found.get(place) ?? null)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      // The kind of the place is shown instead of its name, and the next screen that shows it asks again.
      for (const place of places) this.#asked.delete(place)
      return
    }
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}

const known = new WeakMap<Client, PlaceNames>()

export function placeNamesOf(client: Client): PlaceNames {
  const names = known.get(client) ?? new PlaceNames(client)
  known.set(client, names)
  return names
}
