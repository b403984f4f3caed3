import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { startFaultProxy } from '../../../testing/src/fault-proxy.ts'
import type {} from '../../../testing/src/provided.ts'
import { createLogger } from '../telemetry/logger.ts'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { sql } from './sql.ts'
import { TransactionPool } from './transaction-pool.ts'
import { TransactionOverdue } from './transaction-time-limit.ts'
import type { Tx } from './tx.ts'

const TENANT_A = '0190a000-0000-7000-8000-00000000000a'
const TENANT_B = '0190a000-0000-7000-8000-00000000000b'
const log = createLogger({ level: 'silent' })
const database = `pool_test_${process.pid}`
let admin: pg.Client
let url: string
const pools: TransactionPool[] = []

function poolOf(
  size: number,
  overrides: {
    url?: string
    waitMilliseconds?: number
    statementTimeoutMilliseconds?: number
    transactionTimeoutMilliseconds?: number
  } = {},
) {
  const pool = new TransactionPool({
    url,
    name: 'pool_test',
    size,
    waitMilliseconds: 2_000,
    statementTimeoutMilliseconds: 5_000,
    lockTimeoutMilliseconds: 5_000,
    transactionTimeoutMilliseconds: 60_000,
    log,
    ...overrides,
  })
  pools.push(pool)
  return pool
}

const boundTenant = (tx: Pick<Tx, 'one'>) =>
  tx.one<{ tenant: string | null }>(sql`SELECT NULLIF(current_setting('app.tenant_id', true), '') AS tenant`)

beforeAll(async () => {
  const server = new pg.Client({ connectionString: inject('adminUrl') })
  await server.connect()
  await server.query(`CREATE DATABASE ${database}`)
  await server.end()
  const address = new URL(inject('adminUrl'))
  address.pathname = `/${database}`
  url = address.toString()
  admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('CREATE TABLE entry (id int PRIMARY KEY, tenant text)')
})

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()))
  await admin.query('TRUNCATE entry')
})

afterAll(async () => {
  await admin.end()
  const server = new pg.Client({ connectionString: inject('adminUrl') })
  await server.connect()
  await server.query(`DROP DATABASE ${database} WITH (FORCE)`)
  await server.end()
})

describe('a transaction', () => {
  it('commits what its work did, and nothing of a work that throws', async () => {
    const pool = poolOf(2)
    await pool.transaction({ bindings: {} }, (tx) => tx.run(sql`INSERT INTO entry VALUES (1, 'kept')`))
    const failing = pool.transaction({ bindings: {} }, async (tx) => {
      await tx.run(sql`INSERT INTO entry VALUES (2, 'lost')`)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await admin.query('SELECT id FROM entry')).rows).toEqual([{ id: 1 }])
  })

  it('fails at commit when a failed statement was swallowed by its work', async () => {
    const pool = poolOf(1)
    const swallowing = pool.transaction({ bindings: {} }, async (tx) => {
      await tx.run(sql`INSERT INTO entry VALUES (1, 'x')`)
      await tx.run(sql`SELECT 1 / 0`).catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow('rolled back at commit')
    expect((await admin.query('SELECT id FROM entry')).rows).toEqual([])
  })

  it('is refused whole when its last statement, which travels with COMMIT, fails', async () => {
    const pool = poolOf(1)
    const failing = pool.transaction({ bindings: {} }, async (tx) => {
      await tx.run(sql`INSERT INTO entry VALUES (1, 'first')`)
      tx.finish(sql`INSERT INTO entry VALUES (1, 'twice')`)
    })
    await expect(failing).rejects.toMatchObject({ code: '23505' })
    expect((await admin.query('SELECT id FROM entry')).rows).toEqual([])
    await pool.transaction({ bindings: {} }, async (tx) =>
      tx.finish(sql`INSERT INTO entry VALUES (2, 'kept')`),
    )
    expect((await admin.query('SELECT id FROM entry')).rows).toEqual([{ id: 2 }])
  })

  it('gives its client back whole when the read that COMMIT travels with fails, and answers it when it does not', async () => {
    const pool = poolOf(1)
    const failing = pool.transaction({ bindings: {}, readOnly: true }, (tx) => tx.lastRows(sql`SELECT 1 / 0`))
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    const rows = await pool.transaction({ bindings: { 'app.tenant_id': TENANT_A }, readOnly: true }, (tx) =>
      tx.lastRows(sql`SELECT current_setting('app.tenant_id') AS tenant`),
    )
    expect(rows).toEqual([{ tenant: TENANT_A }])
    expect(await pool.transaction({ bindings: {} }, boundTenant)).toEqual({ tenant: null })
    expect(pool.counts()).toEqual({ total: 1, idle: 1, waiting: 0 })
  })

  it('ends with the read that COMMIT travels with: what is asked afterwards is refused', async () => {
    const pool = poolOf(1)
    const going = pool.transaction({ bindings: {} }, async (tx) => {
      await tx.lastRows(sql`SELECT 1 AS one`)
      await tx.run(sql`INSERT INTO entry VALUES (1, 'too late')`)
    })
    await expect(going).rejects.toThrow('has ended')
    expect((await admin.query('SELECT id FROM entry')).rows).toEqual([])
  })

  it('refuses its handle after the end', async () => {
    const pool = poolOf(1)
    let kept: Tx | undefined
    await pool.transaction({ bindings: {} }, async (tx) => {
      kept = tx
    })
    await expect(kept?.one(sql`SELECT 1 AS one`)).rejects.toThrow('has ended')
  })

  it('refuses writing when it is read-only', async () => {
    const writing = poolOf(1).transaction({ bindings: {}, readOnly: true }, (tx) =>
      tx.run(sql`INSERT INTO entry VALUES (1, 'x')`),
    )
    await expect(writing).rejects.toMatchObject({ code: '25006' })
  })

  it('goes on after an attempt that failed, without what the attempt did', async () => {
    await poolOf(1).transaction({ bindings: {} }, async (tx) => {
      await tx.attempt(() => tx.run(sql`INSERT INTO entry VALUES (1, 'kept')`))
      const failing = tx.attempt(async () => {
        await tx.run(sql`INSERT INTO entry VALUES (2, 'lost')`)
        await tx.run(sql`INSERT INTO entry VALUES (1, 'twice')`)
      })
      await expect(failing).rejects.toMatchObject({ code: '23505' })
      await tx.run(sql`INSERT INTO entry VALUES (3, 'kept')`)
    })
    expect((await admin.query('SELECT id FROM entry ORDER BY id')).rows).toEqual([{ id: 1 }, { id: 3 }])
  })

  it('runs again after a serialization failure, and gives up on other errors at once', async () => {
    const pool = poolOf(1)
    let runs = 0
    const value = await pool.transaction({ bindings: {} }, async (tx) => {
      runs += 1
      if (runs < 3) await tx.run(sql`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`)
      return runs
    })
    expect(value).toBe(3)
    let others = 0
    const failing = pool.transaction({ bindings: {} }, async (tx) => {
      others += 1
      await tx.run(sql`SELECT 1 / 0`)
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(others).toBe(1)
  })

  it('streams a result in batches through one connection', async () => {
    const sizes = await poolOf(1).transaction({ bindings: {}, readOnly: true }, async (tx) => {
      const seen: number[] = []
      for await (const batch of tx.stream(sql`SELECT n FROM generate_series(1, ${2_500}::int) AS n`))
        seen.push(batch.length)
      return seen
    })
    expect(sizes).toEqual([1_000, 1_000, 500])
  })

  it('binds only words, so that no value can become SQL', async () => {
    const evil = poolOf(1).transaction(
      { bindings: { 'app.tenant_id': `x', true); DROP TABLE entry; --` } },
      async () => 1,
    )
    await expect(evil).rejects.toThrow('unsafe setting')
  })
})

describe('the tenant of a connection (G8)', () => {
  it('is gone when the next borrower gets it, whatever ended the transaction', async () => {
    const pool = poolOf(1)
    const bindings = { 'app.tenant_id': TENANT_A }
    await pool.transaction({ bindings }, async (tx) => expect((await boundTenant(tx)).tenant).toBe(TENANT_A))
    await pool.transaction({ bindings }, (tx) => tx.run(sql`SELECT 1 / 0`)).catch(() => undefined)
    await pool.transaction({ bindings: {} }, async (tx) => expect((await boundTenant(tx)).tenant).toBeNull())
  })

  it('is never another request’s, over 4,000 alternating requests on four connections with failures among them', async () => {
    const pool = poolOf(4)
    let wrong = 0
    const one = async (index: number) => {
      const tenant = index % 3 === 0 ? null : index % 2 === 0 ? TENANT_A : TENANT_B
      const bindings: Record<string, string> = tenant ? { 'app.tenant_id': tenant } : {}
      await pool
        .transaction({ bindings }, async (tx) => {
          if ((await boundTenant(tx)).tenant !== tenant) wrong += 1
          if (index % 7 === 0) throw new Error('on purpose')
          if (index % 11 === 0) await tx.run(sql`SELECT 1 / 0`)
          if (index % 401 === 0) await tx.run(sql`SELECT pg_terminate_backend(pg_backend_pid())`)
        })
        .catch(() => undefined)
    }
    for (let start = 0; start < 4_000; start += 40) {
      await Promise.all(Array.from({ length: 40 }, (_, offset) => one(start + offset)))
    }
    expect(wrong).toBe(0)
  }, 60_000)
})

describe('the pool heals and the process survives (G9)', () => {
  it('survives a backend that dies while its client is idle, and while it is borrowed', async () => {
    const pool = poolOf(2)
    await pool.transaction({ bindings: {} }, (tx) => tx.run(sql`SELECT 1`))
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'pool_test'`,
    )
    await sleep(50)
    await pool.transaction({ bindings: {} }, (tx) => tx.run(sql`SELECT 1`))
    const dying = pool.transaction({ bindings: {} }, async (tx) => {
      await tx.run(sql`SELECT pg_terminate_backend(pg_backend_pid())`)
    })
    await expect(dying).rejects.toThrow()
    expect(await pool.transaction({ bindings: {} }, (tx) => tx.one(sql`SELECT 1 AS one`))).toEqual({ one: 1 })
    expect(pool.counts().waiting).toBe(0)
  })

  it('leaks no client when BEGIN fails', async () => {
    const address = new URL(url)
    const proxy = await startFaultProxy({ host: address.hostname, port: Number(address.port) })
    address.port = String(proxy.port)
    const pool = poolOf(2, { url: address.toString(), waitMilliseconds: 500 })
    try {
      for (let round = 0; round < 6; round += 1) {
        await pool.transaction({ bindings: {} }, (tx) => tx.run(sql`SELECT 1`)).catch(() => undefined)
        proxy.cut()
      }
      await sleep(50)
      const both = await Promise.all(
        [1, 2].map(() =>
          pool.transaction({ bindings: {} }, (tx) => tx.one(sql`SELECT pg_sleep(0.05)::text, 1 AS one`)),
        ),
      )
      expect(both.map((row) => (row as { one: number }).one)).toEqual([1, 1])
    } finally {
      await pools.splice(pools.indexOf(pool), 1)[0]?.end()
      await proxy.close()
    }
  })

  it('works again after 300 cuts, refusals and stalls, with no client lost', async () => {
    const address = new URL(url)
    const proxy = await startFaultProxy({ host: address.hostname, port: Number(address.port) })
    address.port = String(proxy.port)
    const pool = poolOf(4, { url: address.toString(), waitMilliseconds: 300 })
    let seed = 20_261_121
    const draw = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    try {
      for (let round = 0; round < 300; round += 1) {
        const work = Array.from({ length: 4 }, () =>
          pool.transaction({ bindings: {} }, (tx) => tx.run(sql`SELECT 1`)).catch(() => undefined),
        )
        const kind = draw(4)
        if (kind === 0) proxy.cut()
        if (kind === 1) proxy.set({ kind: 'refuse' })
        if (kind === 2) proxy.set({ kind: 'slow', milliseconds: draw(5) })
        await Promise.all(work)
        proxy.set({ kind: 'none' })
      }
      const healed = await Promise.all(
        Array.from({ length: 8 }, () =>
          pool.transaction({ bindings: {} }, (tx) => tx.one(sql`SELECT 1 AS one`)),
        ),
      )
      expect(healed).toHaveLength(8)
      expect(pool.counts()).toMatchObject({ waiting: 0 })
      expect(pool.counts().total).toBeLessThanOrEqual(4)
    } finally {
      await pools.splice(pools.indexOf(pool), 1)[0]?.end()
      await proxy.close()
    }
  }, 60_000)

  it('tells a request to come back later when no connection comes free in time', async () => {
    const pool = poolOf(1, { waitMilliseconds: 100 })
    const holding = pool.transaction({ bindings: {} }, async () => {
      await sleep(400)
    })
    await expect(pool.transaction({ bindings: {} }, async () => 1)).rejects.toBeInstanceOf(
      DatabaseUnavailable,
    )
    await holding
  })

  it('ends a statement on the server when its time is over, and lends the connection clean', async () => {
    const pool = poolOf(1, { statementTimeoutMilliseconds: 100 })
    await expect(
      pool.transaction({ bindings: {} }, (tx) => tx.run(sql`SELECT pg_sleep(5)`)),
    ).rejects.toMatchObject({ code: '57014' })
    expect(await pool.transaction({ bindings: {} }, (tx) => tx.one(sql`SELECT 1 AS one`))).toEqual({ one: 1 })
  })

  it('tells the server how long a transaction may take, where it can be told', async () => {
    const pool = poolOf(1, { transactionTimeoutMilliseconds: 7_000 })
    const told = await pool.transaction({ bindings: {} }, (tx) =>
      tx.maybe<{ setting: string }>(sql`SELECT setting FROM pg_settings WHERE name = 'transaction_timeout'`),
    )
    const { rows } = await admin.query(`SELECT current_setting('server_version_num')::int >= 170000 AS known`)
    expect(told?.setting).toBe(rows[0].known ? '8000' : undefined)
  })

  it.each([
    [
      'between its statements',
      async (tx: Tx) => {
        await tx.run(sql`INSERT INTO entry VALUES (1, 'idle')`)
        await sleep(60_000)
      },
    ],
    [
      'in a statement',
      async (tx: Tx) => {
        await tx.run(sql`INSERT INTO entry VALUES (1, 'busy')`)
        await tx.run(sql`SELECT pg_sleep(4)`)
      },
    ],
    [
      'by one short statement after the other',
      async (tx: Tx) => {
        await tx.run(sql`INSERT INTO entry VALUES (1, 'drip')`)
        for (;;) await tx.run(sql`SELECT pg_sleep(0.02)`)
      },
    ],
  ])(
    'ends a transaction that spends its time %s: nothing stays, its place is free at once',
    async (_how, work) => {
      const pool = poolOf(1, { transactionTimeoutMilliseconds: 200 })
      const overdue = pool.transaction({ bindings: {} }, work)
      const next = pool.transaction({ bindings: {} }, (tx) => tx.one(sql`SELECT 1 AS one`))
      await expect(overdue).rejects.toBeInstanceOf(TransactionOverdue)
      expect(await next).toEqual({ one: 1 })
      await expect
        .poll(
          async () => {
            const { rows } = await admin.query(
              `SELECT 1 FROM pg_stat_activity WHERE application_name = 'pool_test' AND xact_start IS NOT NULL`,
            )
            return rows.length
          },
          { timeout: 3_000 },
        )
        .toBe(0)
      expect((await admin.query('SELECT id FROM entry')).rows).toEqual([])
    },
  )

  it('refuses the handle of a transaction that was ended for its time', async () => {
    const pool = poolOf(1, { transactionTimeoutMilliseconds: 100 })
    const late: unknown[] = []
    const work = async (tx: Tx) => {
      await sleep(300)
      await tx.run(sql`INSERT INTO entry VALUES (1, 'late')`).catch((error: unknown) => late.push(error))
    }
    await expect(pool.transaction({ bindings: {} }, work)).rejects.toBeInstanceOf(TransactionOverdue)
    await expect.poll(() => late.length).toBe(1)
    expect(String(late[0])).toContain('has ended')
    expect((await admin.query('SELECT id FROM entry')).rows).toEqual([])
  })
})
