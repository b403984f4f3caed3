/** Enough that the network's delay does not add up, few enough that other people's requests do not wait. */
const AT_ONCE = 3

/**
 * Does the work for each item in order, a few at a time, and carries on where one fails; that is for `work` to record.
 * Once `isStopped`, what has begun is finished and nothing new begins.
 */
export async function runEach<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  isStopped: () => boolean,
): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) {
      if (isStopped()) return
      await work(item)
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker))
}
