import type { Browser, BrowserContext } from 'playwright-core'
import type { Figure } from '../figure.ts'
import type { Login } from '../person.ts'
import { countTraffic, noteWhenUsable, slowDown, type Traffic } from './slow-phone.ts'

const RUNS = 5
const PHONE = { width: 360, height: 740 }
const MOST_SCRIPT_BYTES = 250_000
const FIRST_SECONDS = 1.5
const SECOND_SECONDS = 1

/** What a phone on a slow network waits for: the form that signs in, and a page of somebody who was here before. */
export async function benchVisits(browser: Browser, url: string, who: Login): Promise<Figure[]> {
  const firsts: number[] = []
  const seconds: number[] = []
  let door: Traffic = { scriptBytes: 0, bytes: 0 }
  let inside: Traffic = { scriptBytes: 0, bytes: 0 }
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext({ viewport: PHONE, isMobile: true, hasTouch: true })
    const first = await visit(context, url, 'input[autocomplete="username"]')
    firsts.push(first.seconds)
    door = first.traffic
    inside = await signIn(context, url, who)
    seconds.push((await visit(context, url, 'h1')).seconds)
    await context.close()
  }
  const first = median(firsts)
  const second = median(seconds)
  const script = inside.scriptBytes
  return [
    {
      what: 'script until the dashboard stands, nothing cached',
      ratio: null,
      target: `≤ ${MOST_SCRIPT_BYTES / 1_000} kB compressed`,
      reached: script <= MOST_SCRIPT_BYTES,
      detail: `${kB(script)} in all, of which ${kB(door.scriptBytes)} before signing in`,
    },
    {
      what: 'first visit to a usable form, 4 × slower CPU, 3G fast',
      ratio: null,
      target: `≤ ${FIRST_SECONDS} s`,
      reached: first <= FIRST_SECONDS,
      detail: `${first.toFixed(2)} s (${firsts.map((value) => value.toFixed(2)).join(', ')}), ${kB(door.bytes)} in all`,
    },
    {
      what: 'second visit to a usable dashboard, the same phone',
      ratio: null,
      target: `≤ ${SECOND_SECONDS} s`,
      reached: second <= SECOND_SECONDS,
      detail: `${second.toFixed(2)} s (${seconds.map((value) => value.toFixed(2)).join(', ')})`,
    },
  ]
}

async function visit(context: BrowserContext, url: string, selector: string) {
  const page = await context.newPage()
  const trafficUntil = await slowDown(page)
  const usable = await noteWhenUsable(page, selector)
  await page.goto(url, { waitUntil: 'commit' })
  const { after, at } = await usable()
  await page.waitForLoadState('networkidle')
  await page.close()
  // What follows is fetched ahead of need.
  return { seconds: after / 1_000, traffic: trafficUntil(at) }
}

/** Signs in through the form, at full speed, and answers what a fresh browser fetches until the dashboard stands. */
async function signIn(context: BrowserContext, url: string, { login, password }: Login): Promise<Traffic> {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  await session.detach()
  const trafficUntil = await countTraffic(page)
  await page.goto(url)
  await page.locator('input[autocomplete="username"]').fill(login)
  await page.locator('input[autocomplete="current-password"]').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('main h1').waitFor()
  await page.waitForURL((at) => at.pathname !== '/')
  const at = Date.now()
  await page.waitForLoadState('networkidle')
  await page.close()
  return trafficUntil(at)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

function kB(bytes: number): string {
  return `${Math.round(bytes / 1_000)} kB`
}
