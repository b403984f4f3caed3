import { login } from '@lumbung/admin/contract'
import { httpOf } from '@lumbung/contract'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import pg from 'pg'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { ensureConsole } from '../../server/src/console-build.ts'
import { launchBrowser } from './browser.ts'
import { type Faults, watchFaults } from './faults.ts'
import { watchRequests } from './quiet.ts'

export const DESKTOP = { width: 1280, height: 800 }
/** The narrowest phone that counts. */
export const PHONE = { width: 360, height: 740 }

const WAITING_MILLISECONDS = 15_000
/** Any number that nothing else locks. */
const BUILD_LOCK = 7_366_201

export interface View {
  size?: { width: number; height: number }
  locale?: 'id' | 'en'
  scheme?: 'light' | 'dark'
  /** With the copy for when there is no network; else pages ask the server itself, as the test arranges it. */
  keepsCopy?: boolean
}

export interface Account {
  email: string
  password: string
  tenant?: string
}

/** A page of the console and what went wrong in it that nobody would see. */
export interface Opened {
  page: Page
  context: BrowserContext
  faults: Faults
}

export interface ConsoleFixture {
  platform: TestPlatform
  url: string
  /** A page of a fresh browser profile, signed in as the account (null: nobody) and at the path. */
  open(account: Account | null, path: string, view?: View): Promise<Opened>
  close(): Promise<void>
}

/** The whole product with its console, served as in production, and a real browser. */
export async function startConsole(): Promise<ConsoleFixture> {
  const folder = await buildInTurn()
  const platform = await createTestPlatform({ apps, env: { LUMBUNG_TEST_CONSOLE: folder } })
  const url = await platform.http.listen({ port: 0, host: '127.0.0.1' })
  const browser = await launchBrowser()
  return {
    platform,
    url,
    open: (account, path, view = {}) => openConsole(browser, url, account, path, view),
    close: async () => {
      await browser.close()
      await platform.close()
    },
  }
}

/** One test file at a time, so that none serves what another is just replacing; the lock ends with its connection. */
async function buildInTurn(): Promise<string> {
  const client = new pg.Client({ connectionString: inject('adminUrl') })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [BUILD_LOCK])
    return await ensureConsole()
  } finally {
    await client.end()
  }
}

async function openConsole(
  browser: Browser,
  url: string,
  account: Account | null,
  path: string,
  { size = DESKTOP, locale = 'id', scheme = 'light', keepsCopy = false }: View,
): Promise<Opened> {
  const isPhone = size.width < 600
  const context = await browser.newContext({
    baseURL: url,
    viewport: size,
    colorScheme: scheme,
    locale: locale === 'id' ? 'id-ID' : 'en-GB',
    timezoneId: 'Asia/Makassar',
    reducedMotion: 'reduce',
    serviceWorkers: keepsCopy ? 'allow' : 'block',
    ...(isPhone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  })
  // Shorter than a test may take, so that it says what it waited for.
  context.setDefaultTimeout(WAITING_MILLISECONDS)
  await context.addInitScript((language) => localStorage.setItem('lumbung.locale', language), locale)
  if (account) {
    await signIn(context, url, account)
    // As the door would have left it; not again after the page itself has signed out.
    const me = await (await context.request.get('/api/v1/auth/me')).text()
    await context.addInitScript((known) => {
      if (sessionStorage.getItem('arranged')) return
      sessionStorage.setItem('arranged', '1')
      localStorage.setItem('lumbung.me', known)
    }, me)
  }
  const page = await context.newPage()
  const faults = watchFaults(page, url)
  watchRequests(page)
  await page.goto(path)
  return { page, context, faults }
}

/** By the API and with the browser's own cookies; the form has a test of its own. */
async function signIn(
  context: BrowserContext,
  url: string,
  { email, password, tenant }: Account,
): Promise<void> {
  const response = await context.request.post(`${url}/api/v1${httpOf(login).path}`, {
    headers: { 'x-lumbung-console': '1' },
    data: { login: email, password, ...(tenant ? { tenant } : {}) },
  })
  if (!response.ok())
    throw new Error(`${email} could not sign in: ${response.status()} ${await response.text()}`)
}
