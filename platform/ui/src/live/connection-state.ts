/** `live`: told as it changes. `polling`: asked for every few seconds. `offline`: what is shown may be old. */
export type Connection = 'live' | 'polling' | 'offline'

/**
 * What is known of the way to the server, from three sides: the browser's own word, whether the last call arrived, and
 * whether the stream of live updates can be had. A stream that is being tried counts as had, so that nothing flickers.
 */
export function createConnectionState({ isOnline }: { isOnline: boolean }) {
  const known = { isOnline, isReached: true, isTold: true }
  const listeners = new Set<() => void>()
  const read = (): Connection => {
    if (!known.isOnline || !known.isReached) return 'offline'
    return known.isTold ? 'live' : 'polling'
  }
  return {
    read,
    learn: (facts: Partial<typeof known>) => {
      const before = read()
      Object.assign(known, facts)
      if (read() === before) return
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
