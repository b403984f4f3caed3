import type { Page, Request } from 'playwright-core'

/** Long enough that what an answer leads to has been asked for. */
const QUIET_MILLISECONDS = 150
const LONGEST_MILLISECONDS = 15_000
/** The client asks again when a busy server told it to, two to three seconds later. */
const BUSY_MILLISECONDS = 3_000
const LIVE = '/api/v1/live'

const underWay = new WeakMap<Page, { requests: Set<Request>; lastChange: number }>()

/** Counts what the page is waiting for, so that {@link whenQuiet} can tell when it is all there. */
export function watchRequests(page: Page): void {
  const state = { requests: new Set<Request>(), lastChange: Date.now() }
  underWay.set(page, state)
  const change = (apply: (request: Request) => void) => (request: Request) => {
    // The stream of live updates is never over.
    if (new URL(request.url()).pathname === LIVE) return
    apply(request)
    state.lastChange = Math.max(state.lastChange, Date.now())
  }
  page.on(
    'request',
    change((request) => state.requests.add(request)),
  )
  const end = change((request) => state.requests.delete(request))
  page.on('response', (response) => {
    if (response.status() === 503) state.lastChange = Date.now() + BUSY_MILLISECONDS
  })
  page.on('requestfinished', end)
  page.on('requestfailed', end)
}

/** The screen has its title, and nothing more is on its way to it. */
export async function whenQuiet(page: Page): Promise<void> {
  const state = underWay.get(page)
  if (!state) throw new Error('the requests of this page are not watched')
  const title = page.getByRole('heading', { level: 1 }).first()
  const begun = Date.now()
  do {
    await title.waitFor()
    while (state.requests.size > 0 || Date.now() - state.lastChange < QUIET_MILLISECONDS) {
      if (Date.now() - begun > LONGEST_MILLISECONDS) {
        const urls = [...state.requests].map((request) => request.url())
        throw new Error(`still on its way: ${urls.join(', ')}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    // A screen that leads on to another has its title no more, and that one is drawn without a further request.
  } while (!(await title.isVisible()))
}

/** Everything that was on the move has arrived; what moves for ever is left alone. */
export async function whenStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What has just been changed begins to move with the next picture.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}
