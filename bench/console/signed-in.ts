import { login as signIn } from '@lumbung/admin/contract'
import { httpOf } from '@lumbung/contract'
import type { Browser, Page } from 'playwright-core'
import type { Login } from '../person.ts'

const DESKTOP = { width: 1280, height: 900 }

/** A page of the console in a fresh profile, signed in by the browser's own cookies. */
export async function openSignedIn(browser: Browser, url: string, who: Login, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: null, locale: 'id-ID' })
  const answer = await context.request.post(`/api/v1${httpOf(signIn).path}`, {
    headers: { 'x-lumbung-console': '1' },
    data: who,
  })
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`)
  const me = await (await context.request.get('/api/v1/auth/me')).text()
  await context.addInitScript((known) => localStorage.setItem('lumbung.me', known), me)
  const page = await context.newPage()
  await sizeWindow(page)
  await page.goto(path)
  return page
}

/**
 * A window of that size, instead of an emulated one: what lies below the real window's edge is never painted, and a key
 * press there counts until the next frame that is.
 */
async function sizeWindow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { windowId } = await session.send('Browser.getWindowForTarget')
  await session.send('Browser.setWindowBounds', { windowId, bounds: DESKTOP })
  await session.detach()
}
