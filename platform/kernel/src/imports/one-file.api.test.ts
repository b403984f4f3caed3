import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { upload } from './fixtures/import-calls.ts'
import { shelfApp } from './fixtures/shelf-app.ts'

let platform: TestPlatform
let keeper: TestPerson

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [shelfApp] })
  keeper = await platform.signInAs('keeper')
})
afterAll(() => platform.close())

/** Files on disk, kept or temporary, and rows that name them. */
async function counts(): Promise<{ onDisk: number; rows: number }> {
  const folders = ['files', 'tmp'].map((name) => join(platform.config.dataFolder, name))
  const entries = await Promise.all(
    folders.map((folder) => readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])),
  )
  const [row] = await platform.asSuperuser<{ rows: string }>('SELECT count(*) AS rows FROM kernel.file')
  return { onDisk: entries.flat().filter((entry) => entry.isFile()).length, rows: Number(row?.rows) }
}

const FILE = 'Barang;Jumlah\npalu;1\n'

test('one key leaves one file: repeated, at the same moment, with another body, and where the command is refused', async () => {
  for (let time = 0; time < 3; time += 1) {
    expect((await upload(platform, keeper, FILE, { key: 'same' })).status).toBe(201)
  }
  await Promise.all([1, 2, 3, 4].map(() => upload(platform, keeper, FILE, { key: 'burst' })))
  await expect.poll(counts).toEqual({ onDisk: 2, rows: 2 })
  const other = await upload(platform, keeper, 'Barang;Jumlah\npaku;2\n', { key: 'same' })
  expect([other.status, other.problem.code]).toEqual([422, 'platform.idempotency_key_reused'])
  const refused = await upload(platform, keeper, FILE, { operation: 'shelf.unknown', key: 'refused' })
  expect(refused.status).toBeGreaterThanOrEqual(400)
  await expect.poll(counts).toEqual({ onDisk: 2, rows: 2 })
})
