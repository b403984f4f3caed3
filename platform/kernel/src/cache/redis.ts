import { Redis } from 'ioredis'
import type { Logger } from '../telemetry/logger.ts'

export interface RedisConnection {
  /** For the library that needs it; a command fails at once while the server is away, it never waits for it. */
  readonly client: Redis
  /** True when the server answers within a second. */
  healthy(): Promise<boolean>
  close(): Promise<void>
}

const ANSWER_MILLISECONDS = 1_000
const LONGEST_RECONNECT_MILLISECONDS = 5_000

/**
 * A shared client that connects in the background, and again whenever the connection is lost. Redis is never the only
 * keeper of anything, so its absence is logged once per outage and no caller waits for it.
 */
export function connectRedis(url: string, log: Logger): RedisConnection {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
    commandTimeout: ANSWER_MILLISECONDS,
    retryStrategy: (attempt) => Math.min(100 * 2 ** attempt, LONGEST_RECONNECT_MILLISECONDS),
  })
  let away = false
  client.on('error', (error: Error) => {
    if (!away) log.warn({ err: error }, 'Redis cannot be reached')
    away = true
  })
  client.on('ready', () => {
    if (away) log.info('Redis is back')
    away = false
  })
  // A failure is the listener's to log, and retryStrategy's to try again.
  client.connect().catch(() => undefined)
  return {
    client,
    healthy: async () => {
      try {
        return (await client.ping()) === 'PONG'
      } catch {
        // The answer is the error; what went wrong was logged by the listener.
        return false
      }
    },
    close: async () => {
      client.disconnect()
    },
  }
}
