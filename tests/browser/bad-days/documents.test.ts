import { createSite, listSites, listStockHistory, readSite, updateSite } from '@lumbung/fuel/contract'
import { newId } from '@lumbung/kernel'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsBrowser } from '../browser.ts'
import { type ConsoleFixture, PHONE, startConsole } from '../console.fixture.ts'
import { type Cast, castPeople } from '../people.ts'
import { whenQuiet } from '../quiet.ts'
import { wordsIn } from '../words.ts'
import { recording } from './recording.ts'

const STARTING_MILLISECONDS = 120_000
const LONG_NAME = 'TangkiPenyimpananSolarCadanganUntukGensetDanKapalTundaPelabuhanMakassarUtara-002'
const ARABIC = 'مستودع الوقود (محطة 7)'
const DAY_MILLISECONDS = 86_400_000

const { fuel: t, ui } = wordsIn('id')

describe.skipIf(!runsBrowser)('documents and what is typed into them', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  const addSite = async (code: string, name: string) => {
    const { body, status, text } = await cast.desk.call(createSite, { code, name })
    if (status !== 201) throw new Error(text)
    return body
  }

  test('one that is not there, and one of another organisation, are told of in the same words', async () => {
    const stranger = await fixture.platform.signInAs('administrator', {
      tenant: fixture.platform.otherTenant,
    })
    const { body: foreign } = await stranger.call(createSite, { code: 'ASING', name: 'Milik orang lain' })
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/')
    faults.expect(' 404')
    const told: string[] = []
    for (const id of [newId(), foreign.id]) {
      await page.goto(`/fuel/sites/${id}`)
      await whenQuiet(page)
      told.push((await page.getByRole('main').allInnerTexts()).join(' ').replace(/\s+/g, ' '))
      await page
        .getByRole('main')
        .getByRole('link', { name: t('sites.title') })
        .waitFor()
    }
    expect(told[0]).toBe(told[1])
    expect(told[0]).not.toContain('Milik orang lain')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('one that somebody else has changed meanwhile is shown in both versions before it is saved', async () => {
    const site = await addSite('VERSI', 'Dermaga lama')
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, `/fuel/sites/${site.id}`)
    faults.expect(' 412')
    await page.getByRole('button', { name: t('site.edit'), exact: true }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Nama').fill('Dermaga saya')
    await cast.desk.call(updateSite, { id: site.id, name: 'Dermaga mereka' }, { ifMatch: site.version })
    await form.getByRole('button', { name: ui('action.save') }).click()
    const versions = page.getByRole('dialog', { name: ui('form.stale_title') })
    await versions.getByText('Dermaga saya').waitFor()
    await versions.getByText('Dermaga mereka').waitFor()
    await versions.getByRole('radio', { name: 'Dermaga saya' }).check()
    await versions.getByRole('button', { name: ui('form.stale_save') }).click()
    await page.getByRole('heading', { level: 1, name: 'Dermaga saya' }).waitFor()
    expect((await cast.desk.call(readSite, { id: site.id })).body.name).toBe('Dermaga saya')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a code that somebody else took is refused in words, and what was typed stays', async () => {
    await addSite('DIAMBIL', 'Sudah ada')
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/sites/new')
    faults.expect(' 409')
    await page.getByLabel('Kode').fill('DIAMBIL')
    await page.getByLabel('Nama').fill('Yang kedua')
    await page.getByRole('button', { name: ui('action.save') }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('Nama').inputValue()).toBe('Yang kedua')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('what only the server finds wrong is told at its field', async () => {
    const { operator } = await cast.addPost(600)
    const { page, context, faults } = await fixture.open(operator, recording.path)
    faults.expect(' 422')
    // As a form of an older version would send it, which does not know a rule of today.
    await page.route(recording.address, (route) => route.continue({ postData: { amount: -5 } }))
    await recording.amount(page).fill('5')
    await recording.save(page).click()
    await page.getByRole('alert').getByRole('link').waitFor()
    expect(await recording.amount(page).getAttribute('aria-invalid')).toBe('true')
    expect(await recording.amount(page).inputValue()).toBe('5')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a name of 80 characters fits a phone, whole, wherever it stands', async () => {
    const site = await addSite('PANJANG', LONG_NAME)
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/', { size: PHONE })
    for (const path of [`/fuel/sites/${site.id}`, '/fuel/sites?search=Tangki', '/fuel?location=PANJANG']) {
      await page.goto(path)
      await whenQuiet(page)
      await page.getByText(LONG_NAME).filter({ visible: true }).first().waitFor()
      expect(await sidewaysPixels(page), path).toBeLessThanOrEqual(0)
    }
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a text from right to left stays in its place', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/sites/new')
    await page.getByLabel('Kode').fill('ARAB')
    await page.getByLabel('Nama').fill(ARABIC)
    await page.getByRole('button', { name: ui('action.save') }).click()
    await page.getByRole('heading', { level: 1, name: ARABIC }).waitFor()
    await page.goto('/fuel/sites?search=ARAB')
    const name = page.getByRole('link', { name: ARABIC })
    await name.waitFor()
    expect(await name.evaluate(readsInOwnDirection)).toBe(true)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('filters and what is typed survive the way back and forth', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/history?type=IN')
    await page.getByRole('row').nth(1).waitFor()
    await page.goto('/fuel/sites/new')
    await page.getByLabel('Kode').fill('DRAF')
    await page.getByLabel('Nama').fill('Belum disimpan')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: t('history.title') }).waitFor()
    expect(new URL(page.url()).search).toContain('type=IN')
    await page.goForward()
    await page.getByText(ui('form.draft_discard')).waitFor()
    expect(await page.getByLabel('Nama').inputValue()).toBe('Belum disimpan')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a device whose clock is a day ahead is told so, and what it records has the right time', async () => {
    const { operator, site } = await cast.addPost(5000)
    const { page, context, faults } = await fixture.open(operator, '/profile')
    await context.clock.install({ time: Date.now() + DAY_MILLISECONDS })
    await page.goto(recording.path)
    await recording.amount(page).fill('55')
    await page.getByRole('button', { name: t('record.more') }).click()
    await page.getByText(ui('form.clock_ahead', { span: '1 hari' })).waitFor()
    await page.getByRole('button', { name: ui('form.now') }).click()
    await recording.save(page).click()
    await recording.recorded(page, 55, 4945).waitFor()
    const { body } = await cast.desk.call(listStockHistory, { location: site.code, type: 'OUT' })
    const minutesAway = (Date.now() - Date.parse(body.data[0]?.date ?? '')) / 60_000
    expect(minutesAway).toBeGreaterThanOrEqual(0)
    expect(minutesAway).toBeLessThan(5)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('ten thousand sites: found by name in the list and in a picker', async () => {
    await addTenThousandSites(fixture)
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/sites')
    await page.getByRole('row').nth(1).waitFor()
    await page.getByRole('searchbox', { name: ui('list.search') }).fill('Lokasi 9876')
    await page.getByRole('link', { name: 'Lokasi 9876' }).waitFor()
    await page.goto('/fuel/in')
    await page.getByRole('combobox', { name: t('record.site') }).fill('LOK-7654')
    await page.getByRole('option', { name: 'Lokasi 7654' }).click()
    await page.getByLabel(t('record.amount'), { exact: true }).fill('10')
    await page.getByRole('button', { name: t('record.save') }).click()
    await page.getByRole('heading', { name: t('recorded.in', { litres: '10 L' }) }).waitFor()
    expect((await cast.desk.call(listSites, { search: 'LOK-7654' })).body.data).toHaveLength(1)
    expect(faults.found).toEqual([])
    await context.close()
  })
})

/** By SQL, because adding them one by one would take longer than all of these tests. */
async function addTenThousandSites({ platform }: ConsoleFixture): Promise<void> {
  await platform.asSuperuser(
    `INSERT INTO fuel.site (tenant_id, id, code, name, zone, low_stock_threshold_litres)
     SELECT $1, gen_random_uuid(), 'LOK-' || n, 'Lokasi ' || n, 'Asia/Makassar', 100 FROM generate_series(1, 10000) n`,
    [platform.tenant.id],
  )
}

/** In the page: what stands beside the text keeps its place, and the text begins where its language begins. */
function readsInOwnDirection(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { unicodeBidi } = getComputedStyle(at)
    if (unicodeBidi === 'plaintext' || at.matches('bdi, [dir=auto]')) return true
  }
  return false
}

function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}
