import { setTimeout as sleep } from 'node:timers/promises'
import type { Catalogue } from '../app/catalogue.ts'
import type { Subscription } from '../app/define-app.ts'
import type { Database } from '../db/database.ts'
import { type DeliveryParts, deliverEvent, messageOf } from './deliver.ts'
import {
  claimEvents,
  countWaiting,
  deleteUnsubscribed,
  type EventKey,
  extendClaims,
  listWaiting,
  type WaitingEvent,
} from './outbox.store.ts'
import { Settlement } from './settlement.ts'

export interface RelayOptions extends DeliveryParts {
  catalogue: Catalogue
  /** Claims nothing on its own; only `drain` delivers. For processes that carry no work. */
  paused?: boolean
  /** The wait after a first failure, doubled with each further one up to an hour; 1,000 by default. */
  retryBaseMilliseconds?: number
}

export interface Relay {
  /** An event may be waiting: called after a commit of this process. Cheap; many calls become one look. */
  wake(): void
  /** Finishes the deliveries under way and gives the other claims back. */
  stop(): Promise<void>
  /** Waiting events when last counted; null before the first count. Given-up ones do not wait. */
  backlog(): number | null
  /** For tests: resolves when no event waits; throws, naming what remains, when that takes too long. */
  drain(timeoutMilliseconds?: number): Promise<void>
}

/** A process that dies with claims is noticed after this long; a live one renews them. */
const LEASE_SECONDS = 30
const RENEW_MILLISECONDS = 10_000
/** Aggregates delivered at the same time; each takes one connection of the tenants' pool. */
const CONCURRENT_LANES = 4
/** Aggregates held by this process, claimed in one round trip. */
const HELD_LANES = 32
const EVENTS_PER_LANE = 20
/** A burst of commits is looked at once. */
const GATHER_MILLISECONDS = 10
const POLL_MILLISECONDS = 1_000
const IDLE_POLL_MILLISECONDS = 5_000
const POLLS_UNTIL_IDLE = 10
const PURGE_MILLISECONDS = 1_000
const PURGE_BATCH = 5_000
const COUNT_MILLISECONDS = 10_000

/**
 * Brings committed events to their in-process subscribers, in every process that carries work.
 *
 * What it guarantees:
 * - At least once: an event leaves the outbox only after each subscriber has a receipt. A claim is a lease of 30 s on the
 *   row, not an open transaction, so a slow subscriber blocks nobody and a dead process's claims come free by themselves.
 * - Effect once: see {@link deliverEvent}.
 * - Order per (tenant, aggregate): if the transaction of event A had committed before that of event B emitted it, every
 *   subscriber has A's effect before B's. Positions are taken at emission and become visible at commit, so across
 *   aggregates they appear out of order, and nothing here relies on a highest position seen. Within one aggregate they
 *   agree with the order of commits wherever the emitting command holds the aggregate's own row lock (an UPDATE of its
 *   row) when it emits; two commands that emit for an aggregate without such a lock and overlap have no order to keep.
 * - A failing subscriber delays its own aggregate alone. After {@link Settlement.MOST_TRIES} tries (over roughly six
 *   hours) the event is given up: it stays in the outbox with `failed_at` and its last error, is logged at error level,
 *   and its successors go on. Holding back an aggregate for ever would lose every later fact for the sake of one, and
 *   subscribers must bear a missing event anyway when people decide to skip it.
 * - A subscription begins to see events when every working process runs the release that declares it: an older process
 *   deletes an event when the subscribers it knows are done.
 *
 * There is no NOTIFY: it takes a lock of the whole database at commit. This process's commits call `wake`; others'
 * are found by polling every second, every five when idle.
 */
export function startRelay(options: RelayOptions): Relay {
  return new OutboxRelay(options)
}

/** The claimed events of one aggregate, in order. */
interface Lane {
  events: WaitingEvent[]
}

class OutboxRelay implements Relay {
  readonly #parts: DeliveryParts
  readonly #db: Database
  readonly #subscriptions = new Map<string, Subscription[]>()
  readonly #names: string[]
  readonly #settlement: Settlement
  /** Claimed and not yet settled, waiting or under way. */
  readonly #held = new Set<Lane>()
  readonly #running = new Set<Promise<void>>()
  readonly #paused: boolean
  #stopping = false
  #waiting: Lane[] = []
  #woken = false
  #alarm: (() => void) | null = null
  #loop: Promise<void> | null = null
  #backlog: number | null = null
  #purgedAt = 0
  #countedAt = 0

  constructor(options: RelayOptions) {
    this.#parts = options
    this.#db = options.db
    for (const subscription of options.catalogue.subscriptions) {
      const { name } = subscription.event
      this.#subscriptions.set(name, [...(this.#subscriptions.get(name) ?? []), subscription])
    }
    this.#names = [...this.#subscriptions.keys()]
    this.#settlement = new Settlement(options.db, options.log, options.retryBaseMilliseconds ?? 1_000)
    this.#paused = options.paused ?? false
    if (!this.#paused) this.#loop = this.#run()
  }

  wake(): void {
    this.#woken = true
    this.#alarm?.()
  }

  backlog(): number | null {
    return this.#backlog
  }

  async stop(): Promise<void> {
    this.#stopping = true
    this.#alarm?.()
    await this.#loop
  }

  async drain(timeoutMilliseconds = 20_000): Promise<void> {
    this.#loop ??= this.#run()
    try {
      await this.#untilEmpty(Date.now() + timeoutMilliseconds)
    } finally {
      if (this.#paused && !this.#stopping) {
        await this.stop()
        this.#stopping = false
        this.#loop = null
      }
    }
  }

  async #untilEmpty(deadline: number): Promise<void> {
    while (true) {
      const left = await this.#db.withWorker(async (tx) => {
        await deleteUnsubscribed(tx, this.#names, PURGE_BATCH)
        return await countWaiting(tx, this.#names)
      })
      if (left === 0) return
      if (Date.now() > deadline || this.#stopping) {
        const remaining = await this.#db.withWorker((tx) => listWaiting(tx, 5))
        throw new Error(`the outbox did not empty: ${left} events wait, first ${JSON.stringify(remaining)}`)
      }
      this.wake()
      await sleep(20)
    }
  }

  async #run(): Promise<void> {
    const renewal = setInterval(() => this.#renewClaims(), RENEW_MILLISECONDS)
    let emptyLooks = 0
    while (!this.#stopping) {
      let claimed = 0
      try {
        claimed = await this.#claim()
        await this.#keepHouse()
      } catch (error) {
        this.#parts.log.warn({ err: error }, 'outbox cannot be read; trying again')
      }
      emptyLooks = claimed > 0 || this.#held.size > 0 ? 0 : emptyLooks + 1
      this.#fillLanes()
      await this.#pause(emptyLooks > POLLS_UNTIL_IDLE ? IDLE_POLL_MILLISECONDS : POLL_MILLISECONDS)
    }
    await Promise.all(this.#running)
    await this.#giveBack()
    clearInterval(renewal)
    await this.#settlement.flush()
  }

  /** Until a lane is free and more may be waiting, a commit of this process, or the next poll. */
  async #pause(milliseconds: number): Promise<void> {
    if (!this.#woken && !this.#stopping) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds)
        this.#alarm = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#alarm = null
    }
    if (this.#woken && !this.#stopping) await sleep(GATHER_MILLISECONDS)
    this.#woken = false
  }

  async #claim(): Promise<number> {
    const room = HELD_LANES - this.#held.size
    if (room <= 0 || this.#names.length === 0) return 0
    const events = await this.#db.withWorker((tx) =>
      claimEvents(tx, {
        names: this.#names,
        aggregates: room,
        perAggregate: EVENTS_PER_LANE,
        leaseSeconds: LEASE_SECONDS,
      }),
    )
    const lanes = new Map<string, Lane>()
    for (const event of events) {
      const key = `${event.tenantId} ${event.aggregate}`
      const lane = lanes.get(key) ?? { events: [] }
      lane.events.push(event)
      lanes.set(key, lane)
    }
    for (const lane of lanes.values()) {
      this.#held.add(lane)
      this.#waiting.push(lane)
    }
    // As many as was asked for: there may be more.
    if (lanes.size === room) this.#woken = true
    return events.length
  }

  #fillLanes(): void {
    while (this.#running.size < CONCURRENT_LANES && !this.#stopping) {
      const lane = this.#waiting.shift()
      if (!lane) return
      const mayHaveMore = lane.events.length === EVENTS_PER_LANE
      const run = this.#deliverLane(lane).finally(() => {
        this.#running.delete(run)
        this.#held.delete(lane)
        if (mayHaveMore) this.#settlement.flush().then(() => this.wake())
        this.#fillLanes()
        if (this.#waiting.length < CONCURRENT_LANES) this.#alarm?.()
      })
      this.#running.add(run)
    }
  }

  /** One event after the other; a failure ends the lane, and the rest waits in the outbox behind the failed one. */
  async #deliverLane(lane: Lane): Promise<void> {
    while (lane.events[0]) {
      const event = lane.events[0]
      if (this.#stopping) return await this.#release(lane)
      try {
        await deliverEvent(event, this.#subscriptions.get(event.name) ?? [], this.#parts)
      } catch (error) {
        await this.#settlement.failed(event, error)
        lane.events.shift()
        return await this.#release(lane)
      }
      lane.events.shift()
      // What the subscribers made of it is committed only now.
      this.#parts.services.live.announce(event.tenantId, event.name)
      await this.#settlement.delivered(event)
    }
  }

  /** At most once a second: events without subscribers are deleted in bulk, and now and then the backlog counted. */
  async #keepHouse(): Promise<void> {
    const now = Date.now()
    if (now - this.#purgedAt < PURGE_MILLISECONDS) return
    this.#purgedAt = now
    const deleted = await this.#db.withWorker((tx) => deleteUnsubscribed(tx, this.#names, PURGE_BATCH))
    if (deleted === PURGE_BATCH) this.#purgedAt = 0
    if (now - this.#countedAt < COUNT_MILLISECONDS) return
    this.#countedAt = now
    this.#backlog = await this.#db.withWorker((tx) => countWaiting(tx, this.#names))
  }

  async #renewClaims(): Promise<void> {
    const keys: EventKey[] = [...this.#held].flatMap((lane) => lane.events)
    if (keys.length === 0) return
    try {
      await this.#db.withWorker((tx) => extendClaims(tx, keys, LEASE_SECONDS))
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'outbox claims not renewed; another process may deliver them too')
    }
  }

  async #giveBack(): Promise<void> {
    for (const lane of this.#waiting.splice(0)) await this.#release(lane)
    this.#held.clear()
  }

  /** Not necessary for correctness, the lease would end: others need not wait for that. */
  async #release(lane: Lane): Promise<void> {
    const keys = lane.events.splice(0)
    if (keys.length === 0) return
    try {
      await this.#db.withWorker((tx) => extendClaims(tx, keys, 0))
    } catch (error) {
      this.#parts.log.warn({ err: messageOf(error) }, 'outbox claims not given back; they end by themselves')
    }
  }
}
