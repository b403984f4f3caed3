import { createHmac } from 'node:crypto'
import type { Logger } from '../telemetry/logger.ts'
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

/** Where a tenant's data lives. Only `shared` exists now; a dedicated database is one more placement. */
export interface Placement {
  id: string
  app: TransactionPool
  /** A replica for queries, or the same pool. */
  query: TransactionPool
}

export interface DatabaseOptions {
  adminUrl: string
  replicaUrl?: string | undefined
  secret: string
  poolSize: number
  log: Logger
}

/**
 * All ways to the database. A tenant's data is reached only through {@link Database.withTenant}; the platform's own
 * tables (tenants, sign-in) only through {@link Database.withControl}; the relay's queue only through `withWorker`.
 * Each runs under its own database role with privileges on nothing else.
 */
export class Database {
  readonly #shared: Placement
  readonly #control: TransactionPool
  readonly #worker: TransactionPool

  constructor(options: DatabaseOptions) {
    const pool = (role: RuntimeRole, size: number, adminUrl = options.adminUrl) =>
      new TransactionPool({
        url: urlForRole(adminUrl, options.secret, role),
        name: role,
        size,
        waitMilliseconds: 5_000,
        statementTimeoutMilliseconds: 30_000,
        lockTimeoutMilliseconds: 10_000,
        log: options.log,
      })
    const app = pool('lumbung_app', options.poolSize)
    this.#shared = {
      id: 'shared',
      app,
      query: options.replicaUrl ? pool('lumbung_app', options.poolSize, options.replicaUrl) : app,
    }
    this.#control = pool('lumbung_control', Math.max(2, Math.ceil(options.poolSize / 4)))
    this.#worker = pool('lumbung_worker', 3)
  }

  /** One read-write transaction bound to the tenant; with a `turn`, one at a time of those with the same number. */
  withTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>, turn?: bigint): Promise<T> {
    const bindings = { 'app.tenant_id': tenantId }
    const options = turn === undefined ? { bindings } : { bindings, turn }
    return this.#placementOf(tenantId).app.transaction(options, work)
  }

  /** One read-only transaction bound to the tenant, on the replica where there is one. */
  queryTenant<T>(tenantId: string, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#placementOf(tenantId).query.transaction(
      { bindings: { 'app.tenant_id': tenantId }, readOnly: true },
      work,
    )
  }

  /** Like {@link queryTenant}, never on a replica: what a command begins with must not lag behind what was just answered. */
  readTenant<T>(tenantId: string, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#placementOf(tenantId).app.transaction(
      { bindings: { 'app.tenant_id': tenantId }, readOnly: true },
      work,
    )
  }

  /** Like {@link queryTenant}, with one snapshot for all its statements: what many pages are read from. */
  snapshotTenant<T>(tenantId: string, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#placementOf(tenantId).query.transaction(
      { bindings: { 'app.tenant_id': tenantId }, readOnly: true, snapshot: true },
      work,
    )
  }

  /** One transaction on the platform's own tables; no tenant is bound and no tenant's table can be read. */
  withControl<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#control.transaction({ bindings: {} }, work)
  }

  /** One transaction on the outbox and job tables of all tenants; no other table can be read. */
  withWorker<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#worker.transaction({ bindings: {} }, work)
  }

  counts(): Record<string, { total: number; idle: number; waiting: number }> {
    return { app: this.#shared.app.counts(), control: this.#control.counts(), worker: this.#worker.counts() }
  }

  async end(): Promise<void> {
    const pools = new Set([this.#shared.app, this.#shared.query, this.#control, this.#worker])
    await Promise.all([...pools].map((pool) => pool.end()))
  }

  /** The one place that will look up a tenant's placement when there is more than one. */
  #placementOf(_tenantId: string): Placement {
    return this.#shared
  }
}
