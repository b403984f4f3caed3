import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readImport } from '@lumbung/kernel/contract'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsBrowser } from '../browser.ts'
import { type ConsoleFixture, startConsole } from '../console.fixture.ts'
import { type Cast, castPeople } from '../people.ts'
import { whenQuiet } from '../quiet.ts'
import { wordsIn } from '../words.ts'

const STARTING_MILLISECONDS = 120_000
const TWENTY_MEGABYTES = 20 * 1024 * 1024
const HEADER = 'Tanggal;Jenis;Lokasi;Jumlah (Liter);Keterangan\n'

const { platform: t } = wordsIn('id')

describe.skipIf(!runsBrowser)('files that are not as they should be', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  const choose = async (page: Page, name: string, content: Buffer) => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: content })
  }
  const openWizard = async () => {
    const opened = await fixture.open(cast.fuelAdmin, '/imports/new?operation=fuel.stock.record')
    await whenQuiet(opened.page)
    return opened
  }
  const upload = (page: Page) => page.getByRole('button', { name: t('imports.upload') })

  test('what cannot be a table is refused before it is sent', async () => {
    const { page, context, faults } = await openWizard()
    for (const [name, content, why] of [
      ['foto.jpg', Buffer.from('bukan tabel'), t('imports.file_type', { name: 'foto.jpg' })],
      ['lama.xls', Buffer.from('bukan tabel'), t('imports.file_old_excel', { name: 'lama.xls' })],
      ['kosong.csv', Buffer.alloc(0), t('imports.file_empty', { name: 'kosong.csv' })],
    ] as const) {
      await choose(page, name, content)
      await page.getByText(why).waitFor()
      expect(await upload(page).isEnabled()).toBe(false)
    }
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('what looks like a table and is none is refused in words, and the next file can be chosen', async () => {
    const { page, context, faults } = await openWizard()
    faults.expect('/api/v1/imports 422')
    const broken = [
      ['kutip.csv', Buffer.from(`${HEADER}01/11/2026;IN;GENSET;"250\n`)],
      ['terpotong.xlsx', Buffer.from('504b0304ffff', 'hex')],
    ] as const
    for (const [name, content] of broken) {
      await choose(page, name, content)
      await upload(page).click()
      await page
        .getByRole('alert')
        .filter({ hasText: /Berkas ini tidak dapat diimpor: \S/ })
        .waitFor()
    }
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('20 MB are taken, checked with their progress in sight, and can be left alone', async () => {
    const { page, context, faults } = await openWizard()
    const row = `01/11/2026 08:00;IN;GENSET;1;${'Kiriman pemasok, '.repeat(55)}\n`
    const rows = Math.ceil(TWENTY_MEGABYTES / row.length)
    // From a folder, as a person would: through the debugger's own connection so much takes a minute.
    const folder = await mkdtemp(join(tmpdir(), 'lumbung-file-'))
    const file = join(folder, 'besar.csv')
    await writeFile(file, HEADER + row.repeat(rows))
    await page.locator('input[type=file]').setInputFiles(file)
    await upload(page).click()
    await page.getByRole('button', { name: t('imports.mapping_next') }).click({ timeout: 60_000 })
    await page.getByText(t('imports.checking')).first().waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    expect((await cast.desk.call(readImport, { id })).body.file.bytes).toBeGreaterThan(TWENTY_MEGABYTES)
    expect(faults.found).toEqual([])
    await context.close()
    await rm(folder, { recursive: true })
  }, 120_000)
})
