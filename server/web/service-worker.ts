/**
 * Serves the console's own files where there is no network, and no answer of the API, ever: what a person saw lies with the
 * page, which forgets it at sign-out. Built by `service-worker-plugin.ts`, which puts the list of files in.
 */
declare const __FILES__: readonly string[]
declare const __VERSION__: string

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface AskedEvent extends LifeEvent {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}
/** What of a worker's scope is used here; the compiler knows a page's or a worker's, not both in one program. */
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: AskedEvent) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly registration: { readonly navigationPreload?: { enable(): Promise<void> } }
}

const FILES = __FILES__
const worker = self as unknown as WorkerScope
const PREFIX = 'lumbung-'
const CURRENT = `${PREFIX}${__VERSION__}`
const PAGE = '/'
/** These have no pages: `platform/kernel/src/http/console.routes.ts`. */
const NO_PAGES = /^\/(api|assets|health|metrics)(\/|$)/
/** What a proxy answers when the server behind it is down. */
const AWAY = new Set([502, 503, 504])
const PATIENCE_MS = 5_000

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate' && !NO_PAGES.test(pathname)) event.respondWith(openPage(event))
  else if (FILES.includes(pathname) || pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
})

/** One file after another, so that the person's own requests go first; what did not change comes from the version before. */
async function install(): Promise<void> {
  const cache = await caches.open(CURRENT)
  for (const file of FILES) {
    if (await cache.match(file)) continue
    const known = file.startsWith('/assets/') ? await caches.match(file) : undefined
    await cache.put(file, known ?? (await fetchWhole(file)))
  }
  await keepPage(cache)
  await worker.skipWaiting()
}

/**
 * The page with the policy and the nonce of its answer: they fit each other also when it is shown again. A page of another
 * version, as while the server is being updated, ends the installation: the browser tries again later.
 */
async function keepPage(cache: Cache): Promise<void> {
  const page = await fetchWhole(PAGE)
  const files = (await page.clone().text()).match(/\/assets\/[^"'\s)]+/g) ?? []
  const foreign = files.filter((file) => !FILES.includes(file))
  if (files.length === 0 || foreign.length > 0)
    throw new Error(`another version's page: ${foreign.join(', ')}`)
  await cache.put(PAGE, page)
}

async function fetchWhole(path: string): Promise<Response> {
  const response = await fetch(path, { cache: path.startsWith('/assets/') ? 'default' : 'no-cache' })
  if (!response.ok || response.redirected) throw new Error(`${path} answered ${response.status}`)
  return response
}

/** The version before stays: a page of it may still be open and fetch a screen. */
async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CURRENT)
  for (const name of names.slice(0, -1)) await caches.delete(name)
  await worker.registration.navigationPreload?.enable()
  await worker.clients.claim()
}

/** The server's page where it answers in time, so that a new version is there at the next opening; else the kept one. */
async function openPage(event: AskedEvent): Promise<Response> {
  const kept = await (await caches.open(CURRENT)).match(PAGE)
  const asked = askPage(event)
  if (!kept) return await asked
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS))
  try {
    const answer = await Promise.race([asked, late])
    return AWAY.has(answer.status) ? kept : answer
  } catch {
    // No network, or nobody there: that is what the kept page is for, and it says so itself.
    return kept
  }
}

async function askPage(event: AskedEvent): Promise<Response> {
  return (await event.preloadResponse) ?? (await fetch(event.request))
}

async function fileOf(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? (await fetch(request))
}
