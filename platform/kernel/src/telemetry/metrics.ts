import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type PoolCounts = Record<string, { total: number; idle: number; waiting: number }>

/** What a scraper sees of this process. Label values come from declarations alone, so their number is bounded. */
export interface Metrics {
  /** `operation`: its id, or `unknown` for what no operation answered. */
  observeRequest(operation: string, kind: string, status: number, seconds: number): void
  countRateLimited(operation: string): void
  /** Read at each scrape; a later call replaces the earlier source. */
  watchPools(counts: () => PoolCounts): void
  /** Events that wait for delivery; read at each scrape. */
  watchBacklog(count: () => number | Promise<number>): void
  /** Open streams of live updates; read at each scrape, and a later call replaces the earlier source. */
  watchLiveStreams(count: () => number): void
  /** Prometheus text format. */
  text(): Promise<string>
  readonly contentType: string
}

const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Observers of memory, event loop and garbage collection belong to the process: one set, however many platforms. */
let ofProcess: Registry | undefined

function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry()
    collectDefaultMetrics({ register: ofProcess })
  }
  return ofProcess
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer, by operation and status class.',
    labelNames: ['operation', 'kind', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  })
  const limited = new Counter({
    name: 'http_rate_limited_total',
    help: 'Requests refused because their caller sent too many.',
    labelNames: ['operation'],
    registers,
  })
  let pools: () => PoolCounts = () => ({})
  let backlog: (() => number | Promise<number>) | undefined
  new Gauge({
    name: 'db_pool_connections',
    help: 'Database connections and waiters by pool and state.',
    labelNames: ['pool', 'state'],
    registers,
    collect() {
      for (const [pool, counts] of Object.entries(pools())) {
        for (const [state, count] of Object.entries(counts)) this.set({ pool, state }, count)
      }
    },
  })
  let liveStreams = () => 0
  new Gauge({
    name: 'live_streams',
    help: 'Open streams of live updates.',
    registers,
    collect() {
      this.set(liveStreams())
    },
  })
  const watchBacklog = (count: () => number | Promise<number>) => {
    if (backlog === undefined) {
      new Gauge({
        name: 'outbox_backlog_events',
        help: 'Committed events that are not delivered yet.',
        registers,
        async collect() {
          if (backlog) this.set(await backlog())
        },
      })
    }
    backlog = count
  }
  // One observer per series, made at its first request: the hot path then neither builds nor hashes labels.
  const observers = new Map<string, (seconds: number) => void>()
  return {
    observeRequest: (operation, kind, status, seconds) => {
      const statusClass = `${Math.floor(status / 100)}xx`
      const key = `${operation} ${statusClass}`
      let observe = observers.get(key)
      if (!observe) {
        const series = requests.labels(operation, kind, statusClass)
        observe = (value) => series.observe(value)
        observers.set(key, observe)
      }
      observe(seconds)
    },
    countRateLimited: (operation) => limited.inc({ operation }),
    watchPools: (counts) => {
      pools = counts
    },
    watchBacklog,
    watchLiveStreams: (count) => {
      liveStreams = count
    },
    text: async () => {
      const [own, process] = await Promise.all([registry.metrics(), processRegistry().metrics()])
      return `${own}${process}`
    },
    contentType: registry.contentType,
  }
}
