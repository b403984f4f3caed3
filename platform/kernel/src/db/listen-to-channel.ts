import pg from 'pg'
import type { Logger } from '../telemetry/logger.ts'

const SHORTEST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000
/** How often the connection is asked whether it still lives, and how long it may take to answer. */
const QUESTION_MS = 30_000
const ANSWER_MS = 5_000

export interface ChannelOptions {
  /** The URL of a runtime role; `lumbung_worker` will do. */
  url: string
  /** Also the connection's name in pg_stat_activity. */
  channel: string
  onMessage: (payload: string) => void
  /** From now on messages arrive; at the first time and after each loss, when some may have been missed. */
  onListening: () => void
  log: Logger
}

/**
 * Listens on one connection of its own, and anew whenever that is lost: closed, or silent because something on the way
 * forgot it, which only a question can tell. Rejects when the first connection fails.
 */
export async function listenToChannel(options: ChannelOptions): Promise<{ stop(): Promise<void> }> {
  const { url, channel, onMessage, onListening, log } = options
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let wait = SHORTEST_WAIT_MS

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: channel,
      keepAlive: true,
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
    })
    let lost = false
    let asking: NodeJS.Timeout | undefined
    const onLost = (error?: Error) => {
      if (lost || stopped) return
      lost = true
      clearInterval(asking)
      log.warn({ err: error, channel }, 'notifications lost; listening again soon')
      retryLater()
    }
    const ask = () => {
      fresh.query('SELECT 1').catch((error: Error) => {
        onLost(error)
        close(fresh)
      })
    }
    fresh.on('error', onLost)
    fresh.on('end', () => {
      clearInterval(asking)
      onLost()
    })
    fresh.on('notification', ({ payload }) => onMessage(payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
    } catch (error) {
      // The caller (start or the next retry) decides; this client must not schedule one more.
      lost = true
      await close(fresh)
      throw error
    }
    if (stopped) return await close(fresh)
    client = fresh
    asking = setInterval(ask, QUESTION_MS)
    wait = SHORTEST_WAIT_MS
    onListening()
  }

  const close = async (failed: pg.Client): Promise<void> => {
    await failed.end().catch((error: unknown) => log.debug({ err: error, channel }, 'closing a listener'))
  }

  const retryLater = () => {
    timer = setTimeout(() => {
      connect().catch((error) => {
        log.warn({ err: error, channel }, 'notifications still lost')
        if (!stopped) retryLater()
      })
    }, wait)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }

  await connect()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
