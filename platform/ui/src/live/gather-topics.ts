/** However often something changes, its readers read it anew no more often than this. */
const LEAST_MS = 2_000

/**
 * Hands on topics as they are told, together: the first at once, the next when the readers have answered and a moment
 * has passed. An import that tells of every batch thus never cancels the reading that the batch before it began.
 */
export function createTopicGatherer(renewTopics: (topics: readonly string[]) => Promise<unknown>) {
  const waiting = new Set<string>()
  let isBusy = false
  let isStopped = false

  const handOn = async () => {
    if (isBusy) return
    isBusy = true
    while (waiting.size > 0 && !isStopped) {
      const topics = [...waiting]
      waiting.clear()
      await Promise.all([renewTopics(topics), new Promise((resolve) => setTimeout(resolve, LEAST_MS))])
    }
    isBusy = false
  }
  return {
    add: (topics: readonly string[]) => {
      for (const topic of topics) waiting.add(topic)
      void handOn()
    },
    stop: () => {
      isStopped = true
    },
  }
}
