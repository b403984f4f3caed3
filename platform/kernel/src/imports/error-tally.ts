import type { ErrorKind } from './import-run.store.ts'
import type { RowFaults } from './row-input.ts'

const MOST_KINDS = 50

/** Counts row errors by field and kind, so that a person sees "4,000 rows: no such site" before any single row. */
export class ErrorTally {
  readonly #kinds: Map<string, ErrorKind>

  constructor(kinds: readonly ErrorKind[] = []) {
    this.#kinds = new Map(kinds.map((kind) => [keyOf(kind.field, kind.code), { ...kind }]))
  }

  add(row: number, faults: RowFaults): void {
    for (const [field, found] of Object.entries(faults)) {
      for (const fault of found) {
        const key = keyOf(field, fault.code)
        const known = this.#kinds.get(key)
        if (known) known.rows += 1
        else if (this.#kinds.size < MOST_KINDS)
          this.#kinds.set(key, { ...fault, field, rows: 1, firstRow: row })
      }
    }
  }

  /** The most frequent first. */
  kinds(): ErrorKind[] {
    return [...this.#kinds.values()].sort((a, b) => b.rows - a.rows || a.firstRow - b.firstRow)
  }
}

function keyOf(field: string, code: string): string {
  return `${field} ${code}`
}
