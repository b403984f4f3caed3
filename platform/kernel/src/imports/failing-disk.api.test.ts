import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { applyImport } from '../../contract/imports.ts'
import { reach, upload } from './fixtures/import-calls.ts'
import { interference, putThing, shelfApp } from './fixtures/shelf-app.ts'

let platform: TestPlatform
let keeper: TestPerson
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [shelfApp] })
  keeper = await platform.signInAs('keeper')
  // The store's folder is made with its first file.
  await upload(platform, keeper, file('awal'))
})
afterAll(() => platform.close())
afterEach(() => {
  vi.restoreAllMocks()
  interference.beforePut = () => undefined
})

const filesOnDisk = async () =>
  (await readdir(join(platform.config.dataFolder, 'files'), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  ).length
const runs = async () =>
  (await platform.asSuperuser<{ count: number }>('SELECT count(*)::int AS count FROM kernel.file'))[0]?.count
const file = (name: string) => `name,amount\n${name},1\n`

/** The server raises this state inside every transaction that records something, as one with a full disk does. */
async function whileServerSays<T>(state: string, work: () => Promise<T>): Promise<T> {
  await platform.asSuperuser(`
    CREATE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '${state}'; END $$;
    CREATE TRIGGER fail BEFORE INSERT ON kernel.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.fail()`)
  try {
    return await work()
  } finally {
    await platform.asSuperuser('DROP FUNCTION public.fail CASCADE')
  }
}

describe('a full disk', () => {
  test.each(['53100', '53200', '53300', '25006'])(
    'of the database (%s) answers a command 503 with its cause in the log, and loses nothing',
    async (state) => {
      const warn = vi.spyOn(platform.services.log, 'warn')
      const input = { name: `penuh-${state}`, amount: 1 }
      const options = { idempotencyKey: `full-${state}` }
      const refused = await whileServerSays(state, () => keeper.call(putThing, input, options))
      expect([refused.status, refused.problem.code]).toEqual([503, 'platform.unavailable'])
      expect(refused.headers['retry-after']).toBe('2')
      expect(warn.mock.calls).toContainEqual([
        expect.objectContaining({ cause: expect.objectContaining({ code: state }) }),
        'request failed',
      ])
      expect((await keeper.call(putThing, input, options)).status).toBe(201)
      const rows = await platform.asSuperuser('SELECT name FROM shelf.entry WHERE name = $1', [input.name])
      expect(rows).toHaveLength(1)
    },
  )

  test('of the file store answers an upload 503 with its cause, and leaves neither row nor file', async () => {
    const before = [await runs(), await filesOnDisk()]
    const warn = vi.spyOn(platform.services.log, 'warn')
    const noSpace = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    vi.spyOn(platform.services.files, 'put').mockRejectedValueOnce(noSpace)
    const refused = await upload(platform, keeper, file('berkas'))
    expect([refused.status, refused.problem.code]).toEqual([503, 'platform.unavailable'])
    expect(warn.mock.calls).toContainEqual([expect.objectContaining({ cause: noSpace }), 'request failed'])
    expect([await runs(), await filesOnDisk()]).toEqual(before)
    expect((await upload(platform, keeper, file('berkas'))).status).toBe(201)
  })

  test('takes the kept file of an upload away again whose transaction it ends', async () => {
    const before = [await runs(), await filesOnDisk()]
    const refused = await whileServerSays('53100', () => upload(platform, keeper, file('berkas-dua')))
    expect(refused.status).toBe(503)
    expect([await runs(), await filesOnDisk()]).toEqual(before)
  })

  test('under an import blames no row: the job goes on when there is room', async () => {
    const { body } = await upload(platform, keeper, 'name,amount\nsatu-penuh,1\ndua-penuh,2\n', {
      mapping: { columns: { name: { column: 0 }, amount: { column: 1 } } },
    })
    await reach(keeper, body.id, 'ready')
    let failures = 1
    interference.beforePut = (name) => {
      if (name === 'dua-penuh' && failures-- > 0)
        throw Object.assign(new Error('could not extend file'), { code: '53100' })
    }
    await keeper.call(applyImport, { id: body.id })
    const run = await reach(keeper, body.id, 'applied')
    expect(run.counts).toMatchObject({ applied: 2, failed: 0 })
  })
})

describe('one key', () => {
  test('keeps one file, however often its upload is sent, and none of a body that misuses it', async () => {
    const before = await filesOnDisk()
    const options = { key: 'one-file' }
    const answers = []
    for (let round = 0; round < 5; round += 1)
      answers.push(await upload(platform, keeper, file('kunci'), options))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    const misused = await upload(platform, keeper, file('kunci-lain'), options)
    expect([misused.status, misused.problem.code]).toEqual([422, 'platform.idempotency_key_reused'])
    expect(await filesOnDisk()).toBe(before + 1)
  })

  test('keeps one file of ten uploads at once', async () => {
    const before = [await runs(), await filesOnDisk()] as [number, number]
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => upload(platform, keeper, file('serentak'), { key: 'at-once' })),
    )
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect([await runs(), await filesOnDisk()]).toEqual([before[0] + 1, before[1] + 1])
  })
})
