import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Screen } from '@lumbung/ui'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { type ConsoleFixture, type Opened, PHONE, startConsole, type View } from '../console.fixture.ts'
import { pathOf } from '../documents.ts'
import { whenQuiet, whenStill } from '../quiet.ts'
import { screens } from '../screens.ts'
import { PICTURES, writeContactSheet } from './contact-sheet.ts'
import { arrangeDatasets, type Dataset, type DatasetName } from './datasets.ts'
import { type State, states } from './states.ts'

/** A long list says nothing more further down. */
const TALLEST_PIXELS = 2400
const NOWHERE = '/tidak/ada'

let fixture: ConsoleFixture
let datasets: Record<DatasetName, Dataset>
/** What the shell asks for on every screen. */
let askedByShell: ReadonlySet<string>
const opened = new Map<string, Opened>()

beforeAll(async () => {
  fixture = await startConsole()
  datasets = await arrangeDatasets(fixture.platform)
  askedByShell = await askedAt(NOWHERE)
})
afterAll(async () => {
  await fixture?.close()
  await writeContactSheet(screens, states)
})

test.each(screens.map((screen) => [screen.path, screen] as const))('%s', async (_, screen) => {
  const folder = join(PICTURES, screen.path)
  await mkdir(folder, { recursive: true })
  const path = await pathOf(screen, fixture.platform, datasets.three)
  const asks = (await askedAt(path)).difference(askedByShell)
  for (const state of states.filter((one) => one.appliesTo(screen, asks)))
    await take(screen, state, asks, folder)
})

/** One state: on a desk in light and dark and, where it is told to, in English; on a phone. */
async function take(screen: Screen, state: State, asks: ReadonlySet<string>, folder: string): Promise<void> {
  const path = await pathOf(screen, fixture.platform, datasets[state.dataset])
  const save = async (page: Page, look: string) => {
    await scrollThrough(page)
    await whenStill(page)
    const seen = page.viewportSize() ?? PHONE
    const whole = await page.evaluate(() => document.documentElement.scrollHeight)
    // A window as tall as the page: what is fixed to its lower edge then lies below the page, not across its middle.
    await page.setViewportSize({ ...seen, height: Math.min(Math.max(whole, seen.height), TALLEST_PIXELS) })
    await whenStill(page)
    await page.screenshot({ path: join(folder, `${state.id}-${look}.png`) })
    await page.setViewportSize(seen)
  }
  const visit = async (view: View, picture: (page: Page) => Promise<void>) => {
    const { page, context } = await pageOf(state, view)
    const undo = await state.arrange?.(page, asks)
    await page.goto(path)
    await whenQuiet(page)
    const undoChange = await state.change?.(context)
    await picture(page)
    await undoChange?.()
    await undo?.()
  }
  await visit({}, async (page) => {
    await save(page, 'light')
    await page.emulateMedia({ colorScheme: 'dark' })
    await save(page, 'dark')
    await page.emulateMedia({ colorScheme: 'light' })
  })
  await visit({ size: PHONE }, (page) => save(page, 'phone'))
  if (state.inEnglish) await visit({ locale: 'en' }, (page) => save(page, 'english'))
}

/** What is drawn only once it is seen is seen. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate((bottom) => scrollTo(0, bottom), TALLEST_PIXELS)
  await whenQuiet(page)
  await page.evaluate(() => scrollTo(0, 0))
}

async function pageOf({ dataset, asNewcomer = false }: State, view: View): Promise<Opened> {
  const key = JSON.stringify([dataset, asNewcomer, view])
  const kept = opened.get(key)
  if (kept) return kept
  const { administrator, newcomer } = datasets[dataset]
  const created = await fixture.open(asNewcomer ? newcomer : administrator, NOWHERE, view)
  opened.set(key, created)
  return created
}

/** The paths of the server's that are asked for at an address of the console. */
async function askedAt(path: string): Promise<Set<string>> {
  const { page } = await pageOf(states[0] as State, {})
  const asked = new Set<string>()
  const note = (request: { url(): string }) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) asked.add(pathname)
  }
  page.on('request', note)
  await page.goto(path)
  await whenQuiet(page)
  page.off('request', note)
  return asked
}
