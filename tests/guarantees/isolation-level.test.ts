import { isProblem } from '@lumbung/contract'
import { newId, sql } from '@lumbung/kernel'
import { ledgerApp, postMovement } from '@lumbung/ledger'
import { insufficient } from '@lumbung/ledger/contract'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/**
 * Why nothing here relies on SERIALIZABLE: on PostgreSQL 18 an INSERT … ON CONFLICT DO NOTHING that finds its row takes
 * no predicate lock, so two transactions that each decide by it can both commit. Stock is kept by conditional updates
 * and constraints instead, which hold at READ COMMITTED.
 */
let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [ledgerApp] })
})
afterAll(() => platform.close())

describe('transactions of the program', () => {
  it('run at READ COMMITTED, whatever they are for; only a snapshot for a file is REPEATABLE READ', async () => {
    const { db } = platform.services
    const { id } = platform.tenant
    const level = sql`SELECT current_setting('transaction_isolation') AS level`
    const read = { level: 'read committed' }
    expect(await db.withTenant(id, (tx) => tx.one(level))).toEqual(read)
    expect(await db.queryTenant(id, (tx) => tx.one(level))).toEqual(read)
    expect(await db.withControl((tx) => tx.one(level))).toEqual(read)
    expect(await db.withWorker((tx) => tx.one(level))).toEqual(read)
    expect(await db.snapshotTenant(id, (tx) => tx.one(level))).toEqual({ level: 'repeatable read' })
  })
})

describe('two issues of the last stock at the same moment', () => {
  const ids = () => ({ itemId: newId(), placeId: newId() })
  type Ids = ReturnType<typeof ids>

  const movement = (of: Ids, kind: 'receipt' | 'issue', quantity: string) => ({
    ...of,
    movementId: newId(),
    kind,
    quantity,
    occurredAt: null,
    zone: 'Asia/Makassar',
    actorId: null,
    note: null,
    document: null,
    now: new Date(),
  })

  /** Waits until a session is held up by another, so that the interleaving is certain and not a matter of luck. */
  async function untilSomebodyWaits(): Promise<void> {
    const deadline = Date.now() + 10_000
    while (Date.now() < deadline) {
      const [row] = await platform.asSuperuser<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_stat_activity
         WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
      )
      if (row && row.waiting > 0) return
    }
    throw new Error('nobody waits')
  }

  /** The first session issues and stays open; the second issues too, and waits; then the first ends as given. */
  async function issueTwice(of: Ids, first: 'commits' | 'rolls back') {
    const { db } = platform.services
    const undone = new Error('undone on purpose')
    await db.withTenant(platform.tenant.id, (tx) => postMovement(tx, movement(of, 'receipt', '10')))
    let second: Promise<unknown> = Promise.resolve()
    const outcome = db.withTenant(platform.tenant.id, async (tx) => {
      await postMovement(tx, movement(of, 'issue', '7'))
      second = db
        .withTenant(platform.tenant.id, (other) => postMovement(other, movement(of, 'issue', '7')))
        .catch((error: unknown) => error)
      await untilSomebodyWaits()
      if (first === 'rolls back') throw undone
    })
    await outcome.catch((error: unknown) => {
      if (error !== undone) throw error
    })
    const answer = await second
    const [after] = await platform.asSuperuser<{ on_hand: string; seq: string }>(
      'SELECT on_hand, seq FROM ledger.account WHERE item_id = $1',
      [of.itemId],
    )
    return { answer, after }
  }

  it('are decided one after the other: the second sees what the first left and is refused', async () => {
    const { answer, after } = await issueTwice(ids(), 'commits')
    expect(isProblem(answer, insufficient)).toBe(true)
    expect(answer).toMatchObject({ params: { requested: 7, available: 3 } })
    expect(after).toEqual({ on_hand: '3.0000', seq: '2' })
  })

  it('and where the first is undone, the second has the stock', async () => {
    const { answer, after } = await issueTwice(ids(), 'rolls back')
    expect(answer).toMatchObject({ seq: 2, onHandAfter: '3.0000' })
    expect(after).toEqual({ on_hand: '3.0000', seq: '2' })
  })
})
