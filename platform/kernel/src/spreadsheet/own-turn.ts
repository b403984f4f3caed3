const waiting: (() => void)[] = []
let isPlanned = false

/**
 * Resolves in a turn of the event loop that no other caller gets: pieces of work of which each is short stay short together,
 * however many files are read at the same time. First come, first served.
 */
export function ownTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    planTurn()
  })
}

function planTurn(): void {
  if (isPlanned || waiting.length === 0) return
  isPlanned = true
  setImmediate(() => {
    isPlanned = false
    waiting.shift()?.()
    planTurn()
  })
}
