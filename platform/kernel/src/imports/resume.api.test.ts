import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { isProblem } from '@lumbung/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { applyImport, cancelImport, mapImport, undoImport } from '../../contract/imports.ts'
import { unavailable } from '../../contract/problems.ts'
import type { JobCtx } from '../app/define-app.ts'
import { DatabaseUnavailable } from '../db/database-unavailable.ts'
import { applyRows } from './apply-import.job.ts'
import { reach, upload } from './fixtures/import-calls.ts'
import { interference, shelfApp } from './fixtures/shelf-app.ts'
import { purgeStagedRows } from './purge-rows.job.ts'
import { validateImport } from './validate-import.job.ts'

const mapping = { columns: { name: { column: 0 }, amount: { column: 1 } } }
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(5, '0')}`)
const reportProgress: JobCtx['reportProgress'] = async () => undefined
const fileOf = (names: readonly string[]) => `name,amount\n${names.map((name) => `${name},1`).join('\n')}\n`

const putNames = async (platform: TestPlatform, prefix: string) => {
  const rows = await platform.asSuperuser<{ name: string }>(
    'SELECT name FROM shelf.entry WHERE name LIKE $1 AND reversal_of IS NULL ORDER BY place',
    [`${prefix}-%`],
  )
  return rows.map((row) => row.name)
}

describe('in one process', () => {
  let platform: TestPlatform
  let keeper: TestPerson

  beforeAll(async () => {
    platform = await createTestPlatform({ apps: [shelfApp] })
    keeper = await platform.signInAs('keeper')
  })
  afterAll(() => platform.close())
  afterEach(() => {
    interference.beforePut = () => undefined
  })

  const readyRun = async (names: readonly string[]) => {
    const { body } = await upload(platform, keeper, fileOf(names), { mapping })
    return await reach(keeper, body.id, 'ready')
  }

  test('a job that loses the database at any row goes on where it was, and each row has its effect once, in order', async () => {
    const names = numbered('putus', 1_500)
    const run = await readyRun(names)
    const failAt = new Set([3, 250, 251, 777, 1_499].map((index) => names[index]))
    interference.beforePut = (name) => {
      if (failAt.delete(name)) throw new DatabaseUnavailable('the connection is gone')
    }
    await keeper.call(applyImport, { id: run.id })
    const job = { jobId: run.id, tenantId: platform.tenant.id } as Parameters<typeof applyRows>[0]
    const { services } = platform
    const { signal } = new AbortController()
    const ctx = { ...job, services, log: services.log, signal, reportProgress }
    // The tries that the queue would make, without its waits; those of the queue itself come in between.
    for (let tries = 0; tries < 20; tries += 1) {
      await applyRows(ctx, { importId: run.id }).catch((error: unknown) => {
        if (!isProblem(error, unavailable)) throw error
      })
    }
    const done = await reach(keeper, run.id, 'applied')
    expect(failAt.size).toBe(0)
    expect(done.counts).toMatchObject({ applied: 1_500, failed: 0 })
    expect(await putNames(platform, 'putus')).toEqual(names)
  })

  test('two workers on one run apply no row twice: who finds it moved stops', async () => {
    const names = numbered('berdua', 1_200)
    const run = await readyRun(names)
    await keeper.call(applyImport, { id: run.id })
    const { services } = platform
    const ctx = {
      jobId: run.id,
      tenantId: platform.tenant.id,
      services,
      log: services.log,
      signal: new AbortController().signal,
      reportProgress,
    } as Parameters<typeof applyRows>[0]
    const data = { importId: run.id }
    await Promise.all([applyRows(ctx, data), applyRows(ctx, data), applyRows(ctx, data)])
    await applyRows(ctx, data)
    const done = await reach(keeper, run.id, 'applied')
    expect(done.counts).toMatchObject({ applied: 1_200, failed: 0 })
    expect(await putNames(platform, 'berdua')).toEqual(names)
  })

  test.each([
    ['disabled', `UPDATE control.user_account SET status = 'disabled' WHERE id = $1`],
    ['put out of the tenant', `UPDATE kernel.member SET status = 'disabled' WHERE user_id = $1`],
    ['left without the right', `DELETE FROM kernel.assignment WHERE user_id = $1`],
  ])('a person who is %s half way stops the run, and another one can go on with it', async (what, change) => {
    const person = await platform.signInAs('keeper')
    const prefix = what.replaceAll(' ', '')
    const names = numbered(prefix, 800)
    const { body } = await upload(platform, person, fileOf(names), { mapping })
    await reach(person, body.id, 'ready')
    // Long enough that the next look at the person's rights falls inside the run.
    let seen = 0
    interference.beforePut = () => {
      seen += 1
      if (seen === 300) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_200)
    }
    const started = await person.call(applyImport, { id: body.id })
    expect(started.status).toBe(202)
    while (seen === 0) await sleep(5)
    await platform.asSuperuser(change, [person.userId])
    const stopped = await reach(keeper, body.id, 'paused')
    expect(stopped.problem?.code).toBe('import.person_stopped')
    expect(stopped.counts.applied).toBeLessThan(800)
    expect(await putNames(platform, prefix)).toHaveLength(stopped.counts.applied)
    await keeper.call(applyImport, { id: body.id })
    await reach(keeper, body.id, 'applied')
    expect(await putNames(platform, prefix)).toEqual(names)
    const byOthers = await platform.asSuperuser<{ by_user: string }>(
      'SELECT DISTINCT by_user FROM shelf.entry WHERE name LIKE $1',
      [`${prefix}-%`],
    )
    expect(byOthers.map((row) => row.by_user).sort()).toEqual([person.userId, keeper.userId].sort())
  })

  test('a check that is overtaken by another mapping leaves nothing behind', async () => {
    const names = numbered('susul', 3_000)
    const { body } = await upload(platform, keeper, fileOf(names), {
      mapping: { columns: { name: { column: 1 }, amount: { column: 0 } } },
    })
    await keeper.call(mapImport, { id: body.id, ...mapping })
    const run = await reach(keeper, body.id, 'ready')
    expect(run.counts).toMatchObject({ total: 3_000, valid: 3_000, invalid: 0 })
    const [staged] = await platform.asSuperuser<{ rows: string }>(
      'SELECT count(*) AS rows FROM kernel.import_row WHERE run_id = $1',
      [body.id],
    )
    expect(staged?.rows).toBe('3000')
  })

  test('an import is undone newest first and once, and tells which rows could not be and why', async () => {
    const names = [...numbered('balik', 300), 'balik-00299', 'unwanted-x']
    const run = await readyRun(names)
    await keeper.call(applyImport, { id: run.id })
    await reach(keeper, run.id, 'applied')
    // Somebody has taken these pieces away since: reversing would leave less than nothing.
    await platform.asSuperuser(`UPDATE shelf.thing SET amount = 0 WHERE name = 'balik-00100'`)
    const undone = await keeper.call(undoImport, { id: run.id, reason: 'Berkas bulan lalu' })
    expect(undone.status).toBe(202)
    const first = await reach(keeper, run.id, 'undone')
    expect(first.counts).toMatchObject({ applied: 301, failed: 1, reversed: 300, notReversed: 1 })
    const reversals = await platform.asSuperuser<{ name: string }>(
      `SELECT name FROM shelf.entry WHERE name LIKE 'balik-%' AND reversal_of IS NOT NULL ORDER BY place`,
    )
    const expected = [...names.slice(0, 301)].reverse().filter((name) => name !== 'balik-00100')
    expect(reversals.map((row) => row.name)).toEqual(expected)
    expect(first.errors).toContainEqual(expect.objectContaining({ code: 'shelf.full', rows: 1 }))

    await platform.asSuperuser(`UPDATE shelf.thing SET amount = 1 WHERE name = 'balik-00100'`)
    await keeper.call(undoImport, { id: run.id })
    const second = await reach(keeper, run.id, 'undone')
    expect(second.counts).toMatchObject({ reversed: 301, notReversed: 0 })
    const third = await keeper.call(undoImport, { id: run.id })
    expect([third.status, third.problem.code]).toEqual([409, 'import.wrong_state'])
  })

  test('what has no reversal cannot be undone', async () => {
    const { body } = await upload(platform, keeper, 'name\nx\n', {
      operation: 'shelf.name',
      mapping: { columns: { name: { column: 0 } } },
    })
    await reach(keeper, body.id, 'ready')
    await keeper.call(applyImport, { id: body.id })
    await reach(keeper, body.id, 'applied')
    const answer = await keeper.call(undoImport, { id: body.id })
    expect([answer.status, answer.problem.code]).toEqual([422, 'import.not_reversible'])
  })
})

describe('across processes', () => {
  let platform: TestPlatform
  const workers: ChildProcess[] = []

  beforeAll(async () => {
    // Takes commands and carries no jobs: those are for the processes that are started and killed below.
    platform = await createTestPlatform({ apps: [shelfApp], env: { LUMBUNG_ROLE: 'command' } })
  })
  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGKILL')
    await platform.close()
  })

  const startWorker = async () => {
    const script = fileURLToPath(new URL('./fixtures/import-worker.ts', import.meta.url))
    const worker = spawn(process.execPath, [script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH ?? '',
        NODE_ENV: 'test',
        PORT: '0',
        LUMBUNG_ROLE: 'worker',
        LUMBUNG_DATA: platform.config.dataFolder,
        LUMBUNG_SECRET: platform.config.secret,
        LUMBUNG_LOG_LEVEL: 'fatal',
        LUMBUNG_POOL_SIZE: '4',
        TEST_ADMIN_URL: platform.databaseUrl,
      },
    })
    workers.push(worker)
    const died = once(worker, 'exit').then(() => Promise.reject(new Error('the worker did not start')))
    await Promise.race([once(worker.stdout as NodeJS.ReadableStream, 'data'), died])
    // From here on its end is the test's own doing.
    died.catch(() => undefined)
    return worker
  }
  const runOf = async (id: string) =>
    (
      await platform.asSuperuser<{ state: string; rows_applied: number; rows_valid: number }>(
        'SELECT state, rows_applied, rows_valid FROM kernel.import_run WHERE id = $1',
        [id],
      )
    )[0]
  const waitFor = async (
    id: string,
    isSo: (run: NonNullable<Awaited<ReturnType<typeof runOf>>>) => boolean,
  ) => {
    for (;;) {
      const run = await runOf(id)
      if (run && isSo(run)) return run
      await sleep(20)
    }
  }

  test('a run that cannot move says why, and no longer once it moves again', async () => {
    const keeper = await platform.signInAs('keeper')
    const { body } = await upload(platform, keeper, fileOf(['diam-1', 'diam-2']), { mapping })
    const { services, tenant } = platform
    const ctx = {
      jobId: body.id,
      tenantId: tenant.id,
      services,
      log: services.log,
      signal: new AbortController().signal,
      reportProgress,
    } as Parameters<typeof applyRows>[0]
    await validateImport(ctx, { importId: body.id, mappingVersion: 1 })
    await keeper.call(applyImport, { id: body.id })
    interference.beforePut = () => {
      throw new DatabaseUnavailable('the connection is gone')
    }
    await expect(applyRows(ctx, { importId: body.id })).rejects.toThrow('platform.unavailable')
    const problemOf = async () =>
      (
        await platform.asSuperuser<{ state: string; code: string | null }>(
          `SELECT state, problem ->> 'code' AS code FROM kernel.import_run WHERE id = $1`,
          [body.id],
        )
      )[0]
    expect(await problemOf()).toEqual({ state: 'applying', code: 'platform.unavailable' })
    interference.beforePut = () => undefined
    await applyRows(ctx, { importId: body.id })
    expect(await problemOf()).toEqual({ state: 'applied', code: null })
  })

  test('rows of a run that was given up a week ago are forgotten, those of others and of later ones stay', async () => {
    const keeper = await platform.signInAs('keeper')
    const stranger = await platform.signInAs('keeper', { tenant: platform.otherTenant })
    const { services, tenant } = platform
    const { signal } = new AbortController()
    const ctx = { tenantId: tenant.id, services, log: services.log, signal, reportProgress }
    const givenUp = async (person: TestPerson, days: number) => {
      const { body } = await upload(platform, person, fileOf([`lupa-${days}`]), { mapping })
      const job = { ...ctx, tenantId: person.tenant.id } as Parameters<typeof validateImport>[0]
      await validateImport(job, { importId: body.id, mappingVersion: 1 })
      await person.call(cancelImport, { id: body.id })
      await platform.asSuperuser(
        `UPDATE kernel.import_run SET updated_at = now() - make_interval(days => $2) WHERE id = $1`,
        [body.id, days],
      )
      return body.id
    }
    const [old, recent, foreign] = [
      await givenUp(keeper, 8),
      await givenUp(keeper, 6),
      await givenUp(stranger, 9),
    ]
    await purgeStagedRows(ctx as Parameters<typeof purgeStagedRows>[0])
    const left = await platform.asSuperuser<{ run_id: string }>(
      'SELECT DISTINCT run_id FROM kernel.import_row WHERE run_id = ANY($1)',
      [[old, recent, foreign]],
    )
    expect(left.map((row) => row.run_id).sort()).toEqual([recent, foreign].sort())
  })

  test('a worker killed with SIGKILL half way is followed by another one, and no row is lost or applied twice', async () => {
    const keeper = await platform.signInAs('keeper')
    const names = numbered('mati', 6_000)
    const { body } = await upload(platform, keeper, fileOf(names), { mapping })
    const first = await startWorker()
    await waitFor(body.id, (run) => run.state === 'ready')
    expect((await keeper.call(applyImport, { id: body.id })).status).toBe(202)
    await waitFor(body.id, (run) => run.rows_applied >= 600)
    first.kill('SIGKILL')
    await once(first, 'exit')
    const left = await runOf(body.id)
    expect(left?.state).toBe('applying')
    expect(left?.rows_applied).toBeLessThan(6_000)
    expect(await putNames(platform, 'mati')).toEqual(names.slice(0, left?.rows_applied))

    await startWorker()
    const done = await waitFor(body.id, (run) => run.state !== 'applying')
    expect(done).toMatchObject({ state: 'applied', rows_applied: 6_000 })
    expect(await putNames(platform, 'mati')).toEqual(names)
    const [audited] = await platform.asSuperuser<{ rows: string }>(
      `SELECT count(*) AS rows FROM kernel.audit_entry WHERE request_id = $1 AND operation = 'shelf.put'`,
      [`import ${body.id}`],
    )
    expect(audited?.rows).toBe('6000')
  }, 120_000)
})
