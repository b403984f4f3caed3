const MOST_EXAMPLES = 5

/** What an audit found wrong: kind → how often, with the first few examples. */
export class Findings {
  readonly #found = new Map<string, { count: number; examples: string[] }>()

  add(kind: string, example: string): void {
    const entry = this.#found.get(kind) ?? { count: 0, examples: [] }
    entry.count += 1
    if (entry.examples.length < MOST_EXAMPLES) entry.examples.push(example)
    this.#found.set(kind, entry)
  }

  /** Empty when nothing is wrong. */
  toLines(): string[] {
    return [...this.#found].map(([kind, { count, examples }]) => `${kind} (${count}): ${examples.join('; ')}`)
  }
}
