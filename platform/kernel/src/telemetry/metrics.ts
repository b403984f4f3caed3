import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type PoolCounts = Record<string, { total: number; idle: number; waiting: number }>

/** What a scraper sees of this process. Label values come from declarations alone, so their number is bounded. */
export interface Metrics {
  /** `operation`: its id, or `unknown` for what no operation answered. */
  observeRequest(operation: string, kind: string, status: number, seconds: number): void
  countRateLimited(operation: string): void
  /** A file answer that did not arrive whole: `pace` and `time` are callers cut off for taking it too slowly. */
  countDownloadCut(reason: 'left' | 'pace' | 'time' | 'failed'): void
  /** File answers under way and what of them waits on disk; read at each scrape. */
  watchDownloads(state: () => { open: number; spooledBytes: number }): void
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
  const cut = new Counter({
    name: 'http_downloads_cut_total',
    help: 'File answers that did not arrive whole, by reason.',
    labelNames: ['reason'],
    registers,
  })
  let downloads = () => ({ open: 0, spooledBytes: 0 })
  new Gauge({
    name: 'http_downloads_open',
    help: 'File answers under way.',
    registers,
    collect() {
      this.set(downloads().open)
    },
  })
  new Gauge({
    name: 'http_downloads_spooled_bytes',
    help: 'Bytes on disk of file answers that were made faster than they are fetched.',
    registers,
    collect() {
      this.set(downloads().spooledBytes)
    },
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
    countDownloadCut: (reason) => cut.inc({ reason }),
    watchDownloads: (state) => {
      downloads = state
    },
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
