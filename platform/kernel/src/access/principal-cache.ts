import { LRUCache } from 'lru-cache'
import type { AccessClaims } from '../auth/tokens.ts'
import type { Database } from '../db/database.ts'
import { findMembership, findSessionHolder } from './principal.store.ts'
import type { ControlPrincipal, Principal } from './principal.ts'

const LONGEST_MILLISECONDS = 5_000

/** Whose access a change is about: the members of a tenant, or one person wherever they are. */
export type Whom = { tenantId: string } | { userId: string } | 'everybody'

export interface Loaded {
  control: ControlPrincipal
  tenant: Principal | null
}

/**
 * Who a token stands for, looked up at most every 5 seconds: a disabled account, an ended session, a changed role or
 * a suspended tenant bites within that time on every node, and at once on the node where `forget` is called.
 */
export class PrincipalCache {
  readonly #db: Database
  readonly #clock: () => Date
  readonly #listeners = new Set<(whom: Whom) => void>()
  readonly #cache = new LRUCache<string, Promise<Loaded | null>>({ max: 20_000, ttl: LONGEST_MILLISECONDS })

  constructor(db: Database, clock: () => Date = () => new Date()) {
    this.#db = db
    this.#clock = clock
  }

  /** Null when the session is over: signed out, revoked, expired, or its person or tenant deactivated. */
  load(claims: AccessClaims): Promise<Loaded | null> {
    const { userId, sessionId, tenantId, sessionVersion } = claims
    const key = `${sessionId}:${userId}:${tenantId ?? ''}:${sessionVersion}`
    const cached = this.#cache.get(key)
    if (cached) return cached
    const loading = this.#read(claims)
    this.#cache.set(key, loading)
    // A failure is told to those who wait for it now and not remembered; a newer look-up may already stand there.
    loading.catch(() => {
      if (this.#cache.peek(key) === loading) this.#cache.delete(key)
    })
    return loading
  }

  /** All are looked up again at their next request; who keeps something open is told whose to look at now. */
  forget(whom: Whom): void {
    this.#cache.clear()
    for (const listener of this.#listeners) listener(whom)
  }

  /** Hears of changes of access once the cache is empty, until the answered function is called. Must not throw. */
  onForget(listener: (whom: Whom) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #read(claims: AccessClaims): Promise<Loaded | null> {
    const now = this.#clock()
    const holder = await this.#db.withControl((tx) => findSessionHolder(tx, claims, now))
    if (!holder) return null
    const { userId, sessionId, tenantId } = claims
    const { name, locale, platformAdmin, tenant } = holder
    const control = { userId, sessionId, tenantId, name, locale, platformAdmin }
    if (!tenant) return { control: { ...control, member: null }, tenant: null }
    // Not from a replica: a change of rights must not be undone by its lag.
    const membership = await this.#db.withTenant(tenant.id, (tx) => findMembership(tx, userId, now))
    if (!membership) return null
    const member = { userId, locale, sessionId, platformAdmin, tenant, ...membership }
    return { control: { ...control, member }, tenant: member }
  }
}
