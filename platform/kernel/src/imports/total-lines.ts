import { wordKey } from './words.ts'

/** `Total`, `Sub total Genset`, `Jumlah keseluruhan`, `Grand total:` and their kind, with what follows. */
const TOTAL_WORD =
  /^(?:grand |sub ?-?|sub-)?(?:totals?|jumlah)(?: (?:keseluruhan|semua|seluruhnya|akhir|umum|akumulasi|bulan|tahun|minggu|hari|per)\b.*| ?[:=].*| .*)?$/
/** Sums of fewer rows than this come about by chance. */
const FEWEST_SUMMED = 2
/** Thousandths: finer than any quantity that people write in a file, and exact below nine billion. */
const STEP = 1_000

export interface LineParts {
  /** The texts of all cells of the row that are not empty, mapped or not. */
  texts: readonly string[]
  /** How many mapped cells are not empty. */
  filled: number
  /** Of those, how many say a word of a total. */
  filledByWord: number
  /** The number in each mapped column of numbers that has one. */
  amounts: ReadonlyMap<string, number>
  /** Columns that are mapped. */
  mapped: number
  /** A date is mapped, and this line has none. */
  isUndated: boolean
}

/**
 * Recognises the lines of a file that sum up the lines before them. A word alone is no proof, since notes begin with
 * `Total` as well; nor is an amount that happens to be a sum. Two signs must agree: the word, or the sum of the rows since
 * the last total or of all of them; and that nothing else stands in the line, or, beside the word, that it has no date.
 */
export class TotalLines {
  readonly #sums = new Map<string, { all: number; since: number }>()
  #rows = 0
  #rowsSince = 0

  /** Counts an ordinary row. */
  count(amounts: ReadonlyMap<string, number>): void {
    this.#rows += 1
    this.#rowsSince += 1
    for (const [field, amount] of amounts) {
      const sums = this.#sums.get(field) ?? { all: 0, since: 0 }
      const steps = Math.round(amount * STEP)
      this.#sums.set(field, { all: sums.all + steps, since: sums.since + steps })
    }
  }

  isTotal(line: LineParts): boolean {
    const hasWord = line.texts.some(isTotalWord)
    const isAlone = line.mapped > 1 && line.filled - line.filledByWord <= 1
    const isSum = () => this.#isSum(line.amounts)
    const isTotal = hasWord ? isAlone || line.isUndated || isSum() : isAlone && isSum()
    if (isTotal) this.#beginAgain()
    return isTotal
  }

  #isSum(amounts: ReadonlyMap<string, number>): boolean {
    if (amounts.size === 0) return false
    return [...amounts].every(([field, amount]) => {
      const sums = this.#sums.get(field)
      if (!sums) return false
      const steps = Math.round(amount * STEP)
      const isOfAll = this.#rows >= FEWEST_SUMMED && steps === sums.all
      return isOfAll || (this.#rowsSince >= FEWEST_SUMMED && steps === sums.since)
    })
  }

  #beginAgain(): void {
    this.#rowsSince = 0
    for (const sums of this.#sums.values()) sums.since = 0
  }
}

export function isTotalWord(text: string): boolean {
  return text.length <= 120 && TOTAL_WORD.test(wordKey(text))
}
