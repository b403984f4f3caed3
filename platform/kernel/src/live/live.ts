import type { Database } from '../db/database.ts'
import { listenToChannel } from '../db/listen-to-channel.ts'
import type { Logger } from '../telemetry/logger.ts'
import { Announcer } from './announcer.ts'
import { readChanges } from './changes.ts'
import { LIVE_CHANNEL } from './live.store.ts'

/** Who passes hints on to those who watch. */
export interface LiveListener {
  changed(tenantId: string, topics: readonly string[]): void
  /** Hints may have been missed: what is shown must be read anew. */
  restarted(): void
}

export interface Live {
  /**
   * What an operation, event or topic of this name is about has changed in the tenant. Call it when that is committed;
   * it costs an entry in a set, and watchers of every process hear of it some 0.2 s later.
   */
  announce(tenantId: string, name: string): void
  /** Hears of every process's announcements, until the answered function is called. */
  subscribe(listener: LiveListener): () => void
}

export interface RunningLive extends Live {
  /** Begins to hear; a process in which nobody watches need not. */
  listen(): Promise<void>
  stop(): Promise<void>
}

/** Announcements of this process on their way to all processes, and those of all processes on their way to its watchers. */
export function createLive(options: { db: Database; url: string; log: Logger }): RunningLive {
  const { url, log } = options
  const announcer = new Announcer(options)
  const listeners = new Set<LiveListener>()
  let ear: { stop(): Promise<void> } | undefined

  const onMessage = (payload: string) => {
    const changes = readChanges(payload)
    if (!changes) return log.warn({ payload: payload.slice(0, 200) }, 'a live hint that is none of ours')
    for (const [tenantId, topics] of changes) {
      for (const listener of listeners) listener.changed(tenantId, topics)
    }
  }
  const onListening = () => {
    for (const listener of listeners) listener.restarted()
  }
  return {
    announce: (tenantId, name) => announcer.announce(tenantId, name),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    listen: async () => {
      ear = await listenToChannel({ url, channel: LIVE_CHANNEL, onMessage, onListening, log })
    },
    stop: async () => {
      await announcer.stop()
      await ear?.stop()
    },
  }
}
