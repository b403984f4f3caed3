import { FairGate } from './fair-gate.ts'
import type { TransactionPool } from './transaction-pool.ts'

/**
 * The kinds of work whose connections to tenants' data are apart, so that none can take those of another: `requests`
 * are people at work; `identity` is who they are and what signing in records; `long` are file answers and queries that
 * may take minutes; `jobs` are imports, jobs and deliveries.
 */
export type Share = 'requests' | 'identity' | 'long' | 'jobs'

/** What ends a statement, and what ends a transaction with all its statements and the time between them. */
export interface TimeLimits {
  statementTimeoutMilliseconds: number
  transactionTimeoutMilliseconds: number
}

interface SharePlan extends TimeLimits {
  /** Connections, from the installation's pool size. */
  places(poolSize: number): number
  /** Part of them that one tenant may hold. */
  partOfOne: number
  /** Undefined: as long as the installation says. */
  waitMilliseconds?: number
}

const atLeast = (least: number, part: number) => (poolSize: number) =>
  Math.max(least, Math.ceil(poolSize * part))

/** Each transaction limit is above its statement limit; the limits of handlers (`http/handler-limits.ts`) are above both. */
export const SHARE_PLANS: Readonly<Record<Share, SharePlan>> = {
  requests: {
    places: (poolSize) => poolSize,
    partOfOne: 0.75,
    statementTimeoutMilliseconds: 30_000,
    transactionTimeoutMilliseconds: 40_000,
  },
  identity: {
    places: atLeast(2, 1 / 8),
    partOfOne: 1,
    waitMilliseconds: 5_000,
    statementTimeoutMilliseconds: 10_000,
    transactionTimeoutMilliseconds: 15_000,
  },
  long: {
    places: atLeast(2, 1 / 4),
    partOfOne: 0.5,
    waitMilliseconds: 10_000,
    statementTimeoutMilliseconds: 120_000,
    transactionTimeoutMilliseconds: 600_000,
  },
  jobs: {
    places: atLeast(2, 1 / 4),
    partOfOne: 0.5,
    waitMilliseconds: 60_000,
    statementTimeoutMilliseconds: 120_000,
    transactionTimeoutMilliseconds: 300_000,
  },
}

/** Requests of one tenant that wait; more would only be memory. */
const MOST_WAITING = 1_000
/** The connections of one share; one place more than its gate lets in, so that a full share can still be asked. */
export interface SharePools {
  gate: FairGate
  app: TransactionPool
  /** A replica for queries, or the same pool. */
  query: TransactionPool
}

/** A share of an installation with this pool size; `open` makes a pool of so many connections, on the replica or not. */
export function openShare(
  share: Share,
  sizes: { poolSize: number; waitMilliseconds: number },
  open: (size: number, limits: TimeLimits) => Omit<SharePools, 'gate'>,
): SharePools {
  const plan = SHARE_PLANS[share]
  const places = plan.places(sizes.poolSize)
  const gate = new FairGate({
    places,
    mostOfOne: Math.max(1, Math.floor(places * plan.partOfOne)),
    waitMilliseconds: plan.waitMilliseconds ?? sizes.waitMilliseconds,
    mostWaiting: MOST_WAITING,
  })
  return { gate, ...open(places + 1, plan) }
}
