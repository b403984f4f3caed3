import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsBrowser } from '../browser.ts'
import { type ConsoleFixture, PHONE, startConsole } from '../console.fixture.ts'
import { type Cast, castPeople } from '../people.ts'
import { wordsIn } from '../words.ts'
import { recording, usesOf } from './recording.ts'

const STARTING_MILLISECONDS = 120_000
/** All files of the console, one after another, on a busy machine. */
const COPYING_MILLISECONDS = 60_000
const VIEW = { size: PHONE, keepsCopy: true }
const OFFLINE = 'Anda sedang luring. Yang terlihat adalah data terakhir.'

const { ui } = wordsIn('id')

describe.skipIf(!runsBrowser)('no network at all', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  test('after a reload the form is there with what was typed, and is saved once when the network is back', async () => {
    const { operator, site } = await cast.addPost(5000)
    const { page, context, faults } = await fixture.open(operator, recording.path, VIEW)
    await recording.left(page, 5000).waitFor()
    await hasCopy(page)
    await recording.amount(page).fill('75')
    await context.setOffline(true)
    await page.reload()
    await recording.amount(page).waitFor()
    await page.getByText(ui('form.draft_discard')).waitFor()
    expect(await recording.amount(page).inputValue()).toBe('75')
    await page.getByText(OFFLINE).waitFor()
    await recording.left(page, 5000).waitFor()
    await page.goto('/fuel/history')
    await page.getByRole('heading', { level: 1, name: 'Riwayat stok' }).waitFor()
    // Nothing was typed here, so nothing is promised about it.
    expect(await page.getByText(ui('problem.unreachable')).count()).toBe(0)

    await context.setOffline(false)
    await page.goto(recording.path)
    await page.getByText(ui('form.draft_discard')).waitFor()
    await recording.save(page).click()
    await recording.recorded(page, 75, 4925).waitFor()
    expect(await usesOf(cast, site)).toEqual([75])
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a proxy that has nobody behind it is no reason for an empty page either', async () => {
    const { operator } = await cast.addPost(5000)
    const { page, context, faults } = await fixture.open(operator, recording.path, VIEW)
    faults.expect(' 502')
    await recording.left(page, 5000).waitFor()
    await hasCopy(page)
    await context.route('**/*', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
    )
    await page.reload()
    await recording.amount(page).waitFor()
    await page.getByText(OFFLINE).waitFor()
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('the copy holds files of the console alone, and after signing out nothing of the person is on the device', async () => {
    const { operator, site } = await cast.addPost(5000)
    const { page, context } = await fixture.open(operator, recording.path, VIEW)
    await recording.left(page, 5000).waitFor()
    await hasCopy(page)
    await recording.amount(page).fill('75')
    await page.waitForFunction(() =>
      Object.keys(localStorage).some((key) => key.startsWith('lumbung.draft.')),
    )
    expect(await readDevice(page)).toContain(site.code)
    await page
      .getByRole('button', { name: /^Menu Petugas|^Menu / })
      .first()
      .click()
    await page.getByRole('button', { name: 'Keluar' }).click()
    await page.getByLabel('Kata sandi', { exact: true }).waitFor()
    const left = await readDevice(page)
    for (const own of [site.code, site.name, operator.email]) expect(left).not.toContain(own)
    expect(left).not.toContain('lumbung.draft.')
    const kept = await page.evaluate(async () => {
      const names = await caches.keys()
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return requests.flat().map(({ url }) => new URL(url).pathname)
    })
    expect(kept).toContain('/')
    const strange = kept.filter((path) => !/^\/(assets\/.+|favicon\.svg|manifest\.webmanifest)?$/.test(path))
    expect(strange).toEqual([])
    await context.close()
  })
})

/** The browser has all files, and answers for the page from now on. */
async function hasCopy(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
    timeout: COPYING_MILLISECONDS,
  })
}

/** Everything that lies on the device: storages, and names and texts of what is in the caches. */
function readDevice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts = [JSON.stringify({ ...localStorage, ...sessionStorage })]
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        if (new URL(request.url).pathname.startsWith('/assets/')) continue
        texts.push(request.url, (await (await cache.match(request))?.text()) ?? '')
      }
    }
    return texts.join('\n')
  })
}
