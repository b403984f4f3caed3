import type { FieldFault } from '@lumbung/contract'
import { fault } from './cell-fault.ts'
import { looseKey, quotable, wordKey } from './words.ts'

/** A value as the API takes it, with every text by which people know it, and in whose zone its clocks are read. */
export interface KnownValue {
  value: string
  names: readonly string[]
  zone?: string | undefined
}

export type Recognised =
  | { known: KnownValue }
  /** Nothing, or more than one thing: a person must say what is meant. */
  | { unknown: FieldFault; suggestion: string | null }

/** Fewer letters than this say too little to be a beginning of a word of many. */
const FEWEST_LETTERS = 2
/** Beyond so many differences nothing is suggested. */
const MOST_EDITS = 3

/**
 * Recognises what a text of a file means among known values: the value itself as it is written, else its value or one
 * of its names whatever the case, accents and signs, else the only one that begins with the text. Two that fit equally
 * well are never guessed between.
 */
export class KnownValues {
  readonly #values: readonly KnownValue[]
  readonly #byValue = new Map<string, KnownValue>()
  readonly #byWord = new Map<string, KnownValue[]>()
  readonly #byLoose = new Map<string, KnownValue[]>()
  readonly #isShortUnderstood: boolean
  readonly #recognised = new Map<string, Recognised>()

  /** `isShortUnderstood`: of a few choices a beginning is enough (`msk` is none, `Klr` neither, `Kel` is). */
  constructor(values: readonly KnownValue[], { isShortUnderstood }: { isShortUnderstood: boolean }) {
    this.#values = values
    this.#isShortUnderstood = isShortUnderstood
    for (const known of values) {
      this.#byValue.set(known.value, known)
      for (const name of new Set([known.value, ...known.names])) {
        add(this.#byWord, wordKey(name), known)
        add(this.#byLoose, looseKey(name), known)
      }
    }
  }

  get values(): readonly KnownValue[] {
    return this.#values
  }

  find(value: string): KnownValue | undefined {
    return this.#byValue.get(value)
  }

  /** The rows of a file say the same few texts again and again. */
  recognise(text: string): Recognised {
    let recognised = this.#recognised.get(text)
    if (!recognised) {
      recognised = this.#recogniseAnew(text)
      if (this.#recognised.size >= 10_000) this.#recognised.clear()
      this.#recognised.set(text, recognised)
    }
    return recognised
  }

  #recogniseAnew(text: string): Recognised {
    const exact = this.#byValue.get(text)
    if (exact) return { known: exact }
    const candidates = [this.#byWord.get(wordKey(text)), this.#byLoose.get(looseKey(text)), this.#begun(text)]
    const found = candidates.find((some) => some !== undefined && some.length > 0) ?? []
    const [first, second] = found
    if (first && second) {
      const params = { text: quotable(text), first: first.value, second: second.value }
      return { unknown: fault('import.value_ambiguous', params).fault, suggestion: null }
    }
    if (first) return { known: first }
    const unknown = fault('import.value_unknown', { text: quotable(text) }).fault
    return { unknown, suggestion: this.#nearest(text) }
  }

  #begun(text: string): KnownValue[] {
    const key = wordKey(text).replace(/\.$/, '')
    if (!this.#isShortUnderstood || key === '') return []
    return this.#values.filter((known) =>
      [known.value, ...known.names].some((name) => wordKey(name).startsWith(key)),
    )
  }

  /** The one value whose name differs least, for a person to confirm. */
  #nearest(text: string): string | null {
    const key = looseKey(text).slice(0, 60)
    if (key.length < FEWEST_LETTERS) return null
    let best: { value: string; edits: number } | null = null
    for (const known of this.#values) {
      for (const name of [known.value, ...known.names]) {
        const other = looseKey(name).slice(0, 60)
        const most = Math.min(MOST_EDITS, Math.floor(Math.max(key.length, other.length) / 3))
        if (Math.abs(key.length - other.length) > most) continue
        const edits = editsBetween(key, other)
        if (edits <= most && (best === null || edits < best.edits)) best = { value: known.value, edits }
      }
    }
    return best?.value ?? null
  }
}

function add(map: Map<string, KnownValue[]>, key: string, known: KnownValue): void {
  if (key === '') return
  const values = map.get(key)
  if (!values) map.set(key, [known])
  else if (!values.includes(known)) values.push(known)
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (before[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(changed, (before[j] as number) + 1, (row[j - 1] as number) + 1))
    }
    before = row
  }
  return before[b.length] as number
}
