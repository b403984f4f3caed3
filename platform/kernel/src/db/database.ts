import { createHmac } from 'node:crypto'
import type { Logger } from '../telemetry/logger.ts'
import type { FairGate } from './fair-gate.ts'
import { openShare, type Share, type SharePools, type TimeLimits } from './shares.ts'
import { sql } from './sql.ts'
import { TransactionPool } from './transaction-pool.ts'
import type { ReadTx, Tx } from './tx.ts'

/** The login roles of the running program. None owns a table, none is superuser, none bypasses row-level security. */
export const RUNTIME_ROLES = ['lumbung_app', 'lumbung_control', 'lumbung_worker'] as const
export type RuntimeRole = (typeof RUNTIME_ROLES)[number]
/** Owns every schema; used only while migrating, by SET ROLE. Cannot log in. */
export const OWNER_ROLE = 'lumbung_owner'

/** The password of a runtime role follows from the installation's secret, so that nothing more has to be kept. */
export function rolePassword(secret: string, role: RuntimeRole): string {
  return createHmac('sha256', secret).update(`database role ${role}`).digest('base64url')
}

/** The administrator's URL with a runtime role and its password in place of the administrator. */
export function urlForRole(adminUrl: string, secret: string, role: RuntimeRole): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = rolePassword(secret, role)
  return url.toString()
}

const CONTROL_LIMITS: TimeLimits = {
  statementTimeoutMilliseconds: 30_000,
  transactionTimeoutMilliseconds: 40_000,
}
const WORKER_LIMITS: TimeLimits = {
  statementTimeoutMilliseconds: 60_000,
  transactionTimeoutMilliseconds: 120_000,
}
/** Asks whether a share answers; no tenant has this name. */
const PROBE = 'probe'

export interface DatabaseOptions {
  adminUrl: string
  replicaUrl?: string | undefined
  secret: string
  poolSize: number
  /** How long a request waits for its place in its tenant's share. */
  waitMilliseconds: number
  log: Logger
}

/** Where a tenant's data lives; only one place exists now. A database of its own would be another set of shares. */
interface Pools {
  shares: Record<Share, SharePools>
  control: TransactionPool
  worker: TransactionPool
}

/**
 * All ways to the database. A tenant's data is reached only through {@link Database.withTenant}; the platform's own
 * tables (tenants, sign-in) only through {@link Database.withControl}; the relay's queue only through `withWorker`.
 * Each runs under its own database role with privileges on nothing else.
 */
export class Database {
  readonly #options: DatabaseOptions
  readonly #pools: Pools
  readonly #share: SharePools

  constructor(options: DatabaseOptions, share: Share = 'requests', pools: Pools = openPools(options)) {
    this.#options = options
    this.#pools = pools
    this.#share = pools.shares[share]
  }

  /** The same database for another kind of work: its tenants' transactions take that share's connections. */
  of(share: Share): Database {
    return new Database(this.#options, share, this.#pools)
  }

  /** One read-write transaction bound to the tenant; with a `turn`, one at a time of those with the same number. */
  async withTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>, turn?: bigint): Promise<T> {
    const bindings = { 'app.tenant_id': tenantId }
    const options = turn === undefined ? { bindings } : { bindings, turn }
    const leave = await this.#share.gate.enter(tenantId)
    try {
      return await this.#share.app.transaction(options, work)
    } finally {
      leave()
    }
  }

  /** One read-only transaction bound to the tenant, on the replica where there is one. */
  queryTenant<T>(tenantId: string, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#read(this.#share.query, tenantId, work)
  }

  /** Like {@link queryTenant}, never on a replica: what a command begins with must not lag behind what was just answered. */
  readTenant<T>(tenantId: string, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#read(this.#share.app, tenantId, work)
  }

  /** Like {@link queryTenant}, with one snapshot for all its statements: what many pages are read from. */
  snapshotTenant<T>(tenantId: string, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#read(this.#share.query, tenantId, work, true)
  }

  /** One transaction on the platform's own tables; no tenant is bound and no tenant's table can be read. */
  withControl<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#pools.control.transaction({ bindings: {} }, work)
  }

  /** One transaction on the outbox and job tables of all tenants; no other table can be read. */
  withWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#pools.worker.transaction({ bindings: {} }, work)
  }

  /** By pool; who waits for a place in a share waits for its pool. */
  counts(): Record<string, { total: number; idle: number; waiting: number }> {
    return Object.fromEntries(
      this.#each().map(({ name, pool, gate }) => {
        const counts = pool.counts()
        return [name, { ...counts, waiting: counts.waiting + (gate?.counts().waiting ?? 0) }]
      }),
    )
  }

  /**
   * Asks every pool, by name. A share in which people wait is asked as one more of them: when its places are taken for
   * longer than the caller waits, nobody can work. The others may well be full, and are asked whether the server answers.
   */
  probes(): Record<string, () => Promise<void>> {
    return Object.fromEntries(
      this.#each().map(({ name, pool, gate }) => {
        const ask = async () => {
          await pool.transaction({ bindings: {}, readOnly: true }, (tx) => tx.one(sql`SELECT 1 AS one`))
        }
        return [name, gate && (name === 'requests' || name === 'identity') ? enteredBy(gate, ask) : ask]
      }),
    )
  }

  async end(): Promise<void> {
    await Promise.all(this.#each().map(({ pool }) => pool.end()))
  }

  async #read<T>(
    pool: TransactionPool,
    tenantId: string,
    work: (tx: ReadTx) => Promise<T>,
    snapshot = false,
  ): Promise<T> {
    const leave = await this.#share.gate.enter(tenantId)
    try {
      const bindings = { 'app.tenant_id': tenantId }
      return await pool.transaction({ bindings, readOnly: true, snapshot }, work)
    } finally {
      leave()
    }
  }

  #each(): { name: string; pool: TransactionPool; gate?: FairGate | undefined }[] {
    const { shares, control, worker } = this.#pools
    return [
      ...Object.entries(shares).flatMap(([name, { app, query, gate }]) => [
        { name, pool: app, gate },
        ...(query === app ? [] : [{ name: `${name}_replica`, pool: query }]),
      ]),
      { name: 'control', pool: control },
      { name: 'worker', pool: worker },
    ]
  }
}

function enteredBy(gate: FairGate, ask: () => Promise<void>): () => Promise<void> {
  return async () => {
    const leave = await gate.enter(PROBE)
    try {
      await ask()
    } finally {
      leave()
    }
  }
}

function openPools(options: DatabaseOptions): Pools {
  const { adminUrl, replicaUrl, secret, poolSize, log } = options
  const open = (name: string, role: RuntimeRole, size: number, limits: TimeLimits, url = adminUrl) =>
    new TransactionPool({
      url: urlForRole(url, secret, role),
      name,
      size,
      waitMilliseconds: 5_000,
      lockTimeoutMilliseconds: 10_000,
      ...limits,
      log,
    })
  const openOf = (share: Share, replica?: string) =>
    openShare(share, options, (size, limits) => {
      const app = open(`lumbung_app_${share}`, 'lumbung_app', size, limits)
      const query = replica ? open(`lumbung_app_${share}`, 'lumbung_app', size, limits, replica) : app
      return { app, query }
    })
  return {
    shares: {
      requests: openOf('requests', replicaUrl),
      // A change of rights must not be undone by a replica's lag, and a job reads again what it has written.
      identity: openOf('identity'),
      long: openOf('long', replicaUrl),
      jobs: openOf('jobs'),
    },
    control: open('lumbung_control', 'lumbung_control', Math.max(2, Math.ceil(poolSize / 4)), CONTROL_LIMITS),
    worker: open('lumbung_worker', 'lumbung_worker', 3, WORKER_LIMITS),
  }
}
