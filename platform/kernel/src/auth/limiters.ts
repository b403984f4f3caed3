import { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import type { Config } from '../config/config.ts'
import type { Logger } from '../telemetry/logger.ts'
import { type LimiterFactory, memoryLimiter } from './sign-in-throttle.ts'

const COMMAND_TIMEOUT_MS = 250
const LONGEST_RETRY_MS = 2_000

export interface Limiters {
  create: LimiterFactory
  close(): void
}

/**
 * Counters of wrong passwords: in this process, or across all processes in Redis. While Redis does not answer each
 * process counts alone, so losing it loosens the limit and never opens it, nor keeps anybody out.
 */
export function createLimiters({ redisUrl }: Pick<Config, 'redisUrl'>, log: Logger): Limiters {
  if (redisUrl === undefined) return { create: memoryLimiter, close: () => undefined }
  const redis = new Redis(redisUrl, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: 2_000,
    retryStrategy: (attempt) => Math.min(attempt * 200, LONGEST_RETRY_MS),
  })
  // Said at debug only: the counter of calls tells of the same Redis once per outage.
  redis.on('error', (error: Error) => log.debug({ err: error }, 'sign-in counters cannot reach Redis'))
  return {
    create: ({ name, points, durationSeconds }) =>
      new RateLimiterRedis({
        storeClient: redis,
        rejectIfRedisNotReady: true,
        keyPrefix: `lumbung:${name}`,
        points,
        duration: durationSeconds,
        insuranceLimiter: new RateLimiterMemory({ keyPrefix: name, points, duration: durationSeconds }),
      }),
    close: () => redis.disconnect(),
  }
}
