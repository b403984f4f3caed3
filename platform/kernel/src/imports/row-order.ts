import type { ImportMapping, ImportRun } from '../../contract/imports.ts'

type Order = NonNullable<ImportRun['order']>

/**
 * Remembers of each row only its number and when it takes effect (16 bytes), and says in which order rows are applied.
 * A file that goes backwards is turned round, also within one day; any other keeps the order of its lines where the
 * moments are equal.
 */
export class RowOrder {
  readonly #numbers: number[] = []
  readonly #moments: number[] = []
  #rises = false
  #falls = false

  add(row: number, at: number | null): void {
    if (at === null) return
    const before = this.#moments.at(-1)
    if (before !== undefined && at > before) this.#rises = true
    if (before !== undefined && at < before) this.#falls = true
    this.#numbers.push(row)
    this.#moments.push(at)
  }

  /** By date where the rows are not in the order of their dates, unless the person wants it otherwise. */
  decide(wanted: ImportMapping['order']): Order {
    const found = this.#found()
    const isOutOfOrder = found === 'newest_first' || found === 'mixed'
    return { by: isOutOfOrder && wanted !== 'file' ? 'date' : 'file', found }
  }

  /** The numbers of the rows, the one that is applied first at the front. */
  byDate(): number[] {
    const turn = this.#found() === 'newest_first' ? -1 : 1
    const places = this.#numbers.map((_, index) => index)
    const momentOf = (index: number) => this.#moments[index] as number
    places.sort((a, b) => momentOf(a) - momentOf(b) || turn * (a - b))
    return places.map((index) => this.#numbers[index] as number)
  }

  #found(): Order['found'] {
    if (this.#moments.length === 0) return 'undated'
    if (!this.#falls) return 'oldest_first'
    return this.#rises ? 'mixed' : 'newest_first'
  }
}
