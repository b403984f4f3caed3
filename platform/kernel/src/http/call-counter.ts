import { isIPv6 } from 'node:net'
import { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Config } from '../config/config.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Where a caller stands within the minute that began with the first of these calls. */
export interface Count {
  allowed: boolean
  limit: number
  left: number
  /** Seconds until the minute is over and everything is allowed again; at least 1. */
  resetSeconds: number
}

/** Counts calls per minute: in this process, or across all processes in Redis while Redis answers. */
export interface CallCounter {
  /** `what` has a limit of its own, the same at every call: `default`, or an operation's id. */
  count(what: string, limit: number, caller: string): Promise<Count>
  /** Whether counts are shared through Redis now; null where no Redis is set. */
  isShared(): boolean | null
  close(): Promise<void>
}

const MINUTE_SECONDS = 60
/** After a failure Redis is left alone for so long: a hanging Redis must not delay every request. */
const REDIS_PAUSE_MS = 2_000
const REDIS_COMMAND_TIMEOUT_MS = 250

export function createCallCounter(config: Pick<Config, 'redisUrl'>, log: Logger): CallCounter {
  return config.redisUrl === undefined ? new MemoryCounter() : new RedisCounter(config.redisUrl, log)
}

class MemoryCounter implements CallCounter {
  readonly #limiters = new Map<string, RateLimiterMemory>()

  async count(what: string, limit: number, caller: string): Promise<Count> {
    let limiter = this.#limiters.get(what)
    if (!limiter) {
      limiter = new RateLimiterMemory({ points: limit, duration: MINUTE_SECONDS, keyPrefix: '' })
      this.#limiters.set(what, limiter)
    }
    try {
      return countOf(await limiter.consume(caller), limit, true)
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return countOf(refusal, limit, false)
      throw refusal
    }
  }

  isShared(): null {
    return null
  }

  async close(): Promise<void> {}
}

/** Losing Redis loosens the limit (each process counts alone) and never refuses or delays anybody for it. */
class RedisCounter implements CallCounter {
  readonly #redis: Redis
  readonly #log: Logger
  readonly #memory = new MemoryCounter()
  readonly #limiters = new Map<string, RateLimiterRedis>()
  #pausedUntil = 0
  #lost = false
  #closed = false

  constructor(url: string, log: Logger) {
    this.#log = log
    this.#redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: REDIS_COMMAND_TIMEOUT_MS,
      connectTimeout: 2_000,
      retryStrategy: (attempt) => Math.min(attempt * 200, REDIS_PAUSE_MS),
    })
    this.#redis.on('error', (error: Error) => this.#markLost(error))
    this.#redis.on('close', () => this.#markLost(undefined))
    this.#redis.on('ready', () => this.#markBack())
  }

  async count(what: string, limit: number, caller: string): Promise<Count> {
    if (!this.isShared()) return this.#memory.count(what, limit, caller)
    try {
      const count = countOf(await this.#limiterOf(what, limit).consume(caller), limit, true)
      this.#markBack()
      return count
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return countOf(refusal, limit, false)
      this.#pausedUntil = performance.now() + REDIS_PAUSE_MS
      this.#markLost(refusal)
      return this.#memory.count(what, limit, caller)
    }
  }

  isShared(): boolean {
    return this.#redis.status === 'ready' && performance.now() >= this.#pausedUntil
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#redis.disconnect()
  }

  #limiterOf(what: string, limit: number): RateLimiterRedis {
    let limiter = this.#limiters.get(what)
    if (!limiter) {
      limiter = new RateLimiterRedis({
        storeClient: this.#redis,
        keyPrefix: `lumbung:calls:${what}`,
        points: limit,
        duration: MINUTE_SECONDS,
      })
      this.#limiters.set(what, limiter)
    }
    return limiter
  }

  /** Said once per outage, not once per request. */
  #markLost(cause: unknown): void {
    if (this.#closed) return
    if (!this.#lost) this.#log.warn({ err: cause }, 'Redis is lost: each process counts calls alone')
    this.#lost = true
  }

  #markBack(): void {
    if (this.#lost) this.#log.info({}, 'Redis is back: calls are counted across processes again')
    this.#lost = false
  }
}

function countOf(result: RateLimiterRes, limit: number, allowed: boolean): Count {
  return {
    allowed,
    limit,
    left: result.remainingPoints,
    resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)),
  }
}

/** An address as it is counted: IPv6 by its /64, since one household or server holds a whole one. */
export function countedAddress(address: string): string {
  if (address.startsWith('::ffff:') && address.includes('.')) return address.slice('::ffff:'.length)
  if (!isIPv6(address)) return address
  const [head = '', tail] = (address.split('%')[0] as string).split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups =
    tail === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
