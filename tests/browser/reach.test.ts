import type { Locale } from '@lumbung/contract'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers } from './axe.ts'
import { runsBrowser } from './browser.ts'
import {
  type Account,
  type ConsoleFixture,
  type Opened,
  PHONE,
  startConsole,
  type View,
} from './console.fixture.ts'
import { needsPermission, pathOf } from './documents.ts'
import { collectLocalTexts, createLanguageJudge, type LanguageJudge, readTexts } from './language.ts'
import { type Cast, castPeople } from './people.ts'
import { whenQuiet, whenStill } from './quiet.ts'
import { screens } from './screens.ts'

const STARTING_MILLISECONDS = 120_000
const SCREEN_MILLISECONDS = 60_000

/** Every screen of the product, and whatever is added to it: nothing here names one. */
describe.skipIf(!runsBrowser)('every screen', () => {
  let fixture: ConsoleFixture
  let cast: Cast
  let judge: LanguageJudge
  const opened = new Map<string, Opened>()

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
    judge = createLanguageJudge(await readServerTexts(fixture))
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  /** Judges the path as one of four people sees it, on a page that they keep from screen to screen. */
  const look = async (
    person: string,
    { account, view = {} }: { account: Account; view?: View },
    path: string,
    findFaults: (page: Page) => Promise<string[]>,
  ): Promise<string[]> => {
    let kept = opened.get(person)
    if (kept) await kept.page.goto(path)
    else {
      kept = await fixture.open(account, path, view)
      // Nobody here works at one site, and the form for use says so.
      kept.faults.expect('/api/v1/fuel/stock/own 422')
      opened.set(person, kept)
    }
    await whenQuiet(kept.page)
    const found = [...(await findFaults(kept.page)), ...kept.faults.take()]
    return found.map((fault) => `${person}: ${fault}`)
  }

  const asAdministrator = (path: string) =>
    look('administrator', { account: cast.administrator }, path, async (page) => {
      const inLight = [
        ...(await frameFaults(page)),
        ...(await wordFaults(page, 'id')),
        ...(await findBarriers(page)),
      ]
      await page.emulateMedia({ colorScheme: 'dark' })
      await whenStill(page)
      const inDark = await findBarriers(page)
      await page.emulateMedia({ colorScheme: 'light' })
      return [...inLight, ...inDark.map((barrier) => `in dark, ${barrier}`)]
    })

  const onPhone = (path: string) =>
    look('on a phone', { account: cast.administrator, view: { size: PHONE } }, path, async (page) => [
      ...(await sidewaysFaults(page)),
      ...(await findBarriers(page)),
    ])

  const inEnglish = (path: string) =>
    look('in English', { account: cast.administrator, view: { locale: 'en' } }, path, (page) =>
      wordFaults(page, 'en'),
    )

  const withoutRole = (path: string) =>
    look('without a role', { account: cast.newcomer }, path, async (page) => {
      await page.getByRole('button', { name: 'Minta izin' }).waitFor()
      await page.getByText('Izin yang diperlukan').waitFor()
      return frameFaults(page)
    })

  const wordFaults = async (page: Page, locale: Locale) => judge.findFaults(await readTexts(page), locale)

  test.each(screens.map((screen) => [screen.path, screen] as const))(
    '%s can be opened, read, understood and used by everybody, or says why not',
    async (_, screen) => {
      const path = await pathOf(screen, fixture.platform, cast)
      const found = await Promise.all([
        asAdministrator(path),
        onPhone(path),
        inEnglish(path),
        needsPermission(screen) ? withoutRole(path) : [],
      ])
      expect(found.flat()).toEqual([])
    },
    SCREEN_MILLISECONDS,
  )
})

/** The words of operations and permissions; names of roles are the tenant's own, and stay as they were given. */
async function readServerTexts({ url }: ConsoleFixture) {
  const catalogue = (await (await fetch(`${url}/api/v1/catalogue`)).json()) as { apps: { roles: unknown }[] }
  return collectLocalTexts(catalogue.apps.map(({ roles: _, ...app }) => app))
}

/** One title, named alike in the page and in the window's, and one main part. */
async function frameFaults(page: Page): Promise<string[]> {
  const faults: string[] = []
  const headings = await page.getByRole('heading', { level: 1 }).allInnerTexts()
  if (headings.length !== 1) faults.push(`headings of level 1: ${JSON.stringify(headings)}`)
  const mains = await page.getByRole('main').count()
  if (mains !== 1) faults.push(`main parts: ${mains}`)
  const title = await page.title()
  if (!/\S · Lumbung$/.test(title)) faults.push(`title of the window: ${title}`)
  return faults
}

async function sidewaysFaults(page: Page): Promise<string[]> {
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  return pixels > 0 ? [`can be scrolled sideways by ${pixels} pixels`] : []
}
