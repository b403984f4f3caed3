/**
 * Requests under way in this process, by who sent them: a tenant, or an address where nobody is signed in. Where the
 * process is too slow, it tells those whose many requests make it so from those who have a few.
 */
export class UnderWay {
  readonly #counts = new Map<string, number>()
  #all = 0

  /** Answers how to end it. */
  begin(caller: string): () => void {
    this.#add(caller, 1)
    return () => this.#add(caller, -1)
  }

  /** Whether they have no more than the mean of all who have any; one request is never too many. */
  isModest(caller: string): boolean {
    const own = this.#counts.get(caller) ?? 0
    return own === 0 || own < this.#all / this.#counts.size
  }

  #add(caller: string, change: number): void {
    const count = (this.#counts.get(caller) ?? 0) + change
    if (count === 0) this.#counts.delete(caller)
    else this.#counts.set(caller, count)
    this.#all += change
  }
}
