import type { UnknownValue } from './import-run.store.ts'
import type { UnknownText } from './row-input.ts'

const MOST_VALUES = 200
const MOST_LETTERS = 500

/** Counts the texts that are no value of their field, so that a person says once what a thousand rows mean. */
export class UnknownValues {
  readonly #values = new Map<string, UnknownValue>()

  add(row: number, { field, text, suggestion }: UnknownText): void {
    const kept = text.slice(0, MOST_LETTERS)
    const key = `${field} ${kept}`
    const known = this.#values.get(key)
    if (known) known.rows += 1
    else if (this.#values.size < MOST_VALUES) {
      this.#values.set(key, { field, text: kept, rows: 1, firstRow: row, suggestion })
    }
  }

  /** The most frequent first. */
  list(): UnknownValue[] {
    return [...this.#values.values()].sort((a, b) => b.rows - a.rows || a.firstRow - b.firstRow)
  }
}
