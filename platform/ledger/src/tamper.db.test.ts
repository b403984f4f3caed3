import { Sql, sql, type Tx } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform, type TestTenant } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBalances, ledgerApp, listMovements, verifyChain } from './index.ts'
import { daysAgo, shelfOf } from './ledger.fixture.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [ledgerApp] })
})
afterAll(() => platform.close())

async function filledTenant(
  slug: string,
): Promise<{ tenant: TestTenant; accountId: string; movementId: string }> {
  const tenant = await platform.createTenant(slug)
  const shelf = shelfOf(platform, tenant)
  await shelf.post({
    kind: 'receipt',
    quantity: '100',
    occurredAt: daysAgo(3),
    note: 'first',
    document: 'DO-1',
  })
  const issue = await shelf.post({ kind: 'issue', quantity: '10', occurredAt: daysAgo(2), note: 'second' })
  await shelf.post({ kind: 'adjustment', quantity: '-2.5', occurredAt: daysAgo(2) })
  await shelf.post({ kind: 'issue', quantity: '7', occurredAt: daysAgo(2.5) })
  await shelf.reverse(issue.id)
  await shelf.post({ kind: 'receipt', quantity: '1' })
  return { tenant, accountId: issue.accountId, movementId: issue.id }
}

const verify = (tenant: TestTenant) => platform.services.db.queryTenant(tenant.id, (tx) => verifyChain(tx))

describe('nobody changes what was posted', () => {
  const attempts = [
    'UPDATE ledger.movement SET note = note',
    "UPDATE ledger.movement SET note = 'x' WHERE seq = 1",
    'UPDATE ledger.movement SET delta = delta + 1',
    'UPDATE ledger.movement SET hash = hash',
    'UPDATE ledger.movement SET tenant_id = gen_random_uuid()',
    'DELETE FROM ledger.movement',
    'DELETE FROM ledger.movement WHERE seq = 6',
    'DELETE FROM ledger.movement USING ledger.account',
    'TRUNCATE ledger.movement',
    'TRUNCATE ledger.movement CASCADE',
    'MERGE INTO ledger.movement m USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE',
    "MERGE INTO ledger.movement m USING (SELECT 1) s ON true WHEN MATCHED THEN UPDATE SET note = 'x'",
    'WITH gone AS (DELETE FROM ledger.movement RETURNING *) SELECT count(*) FROM gone',
    'INSERT INTO ledger.movement SELECT * FROM ledger.movement ON CONFLICT ON CONSTRAINT movement_pk DO UPDATE SET note = EXCLUDED.note',
    'ALTER TABLE ledger.movement DISABLE TRIGGER append_only',
    'DROP TRIGGER append_only ON ledger.movement',
    'ALTER TABLE ledger.movement NO FORCE ROW LEVEL SECURITY',
    'DROP TABLE ledger.movement CASCADE',
    'DELETE FROM ledger.day',
    'DELETE FROM ledger.account',
    'TRUNCATE ledger.account CASCADE',
    'CREATE OR REPLACE FUNCTION kernel.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    'SET session_replication_role = replica',
    'SET ROLE lumbung_owner',
  ]
  const roles: [string, (tenantId: string, work: (tx: Tx) => Promise<unknown>) => Promise<unknown>][] = [
    ['lumbung_app', (tenantId, work) => platform.services.db.withTenant(tenantId, work)],
    ['lumbung_control', (_, work) => platform.services.db.withControl(work)],
    ['lumbung_worker', (_, work) => platform.services.db.withWorker(work)],
  ]

  it.each(roles)('%s is refused each of the ways, and the ledger stays intact', async (role, open) => {
    const { tenant } = await filledTenant(`tried-${role.replace('_', '-')}`)
    for (const attempt of attempts) {
      await expect(
        open(tenant.id, (tx) => tx.run(new Sql([attempt], []))),
        attempt,
      ).rejects.toThrow(
        /permission denied|append-only|must be owner|must be able to SET ROLE|permission to set parameter/,
      )
    }
    expect(await verify(tenant)).toEqual({ accounts: 1, movements: 6, intact: true, firstBroken: null })
  })

  it.each([
    'UPDATE ledger.movement SET note = note',
    'DELETE FROM ledger.movement',
    'TRUNCATE ledger.movement',
  ])('even a superuser is stopped by the table itself: %s', async (attempt) => {
    await filledTenant(`super-${attempt.slice(0, 3).toLowerCase()}`)
    await expect(platform.asSuperuser(attempt)).rejects.toThrow('append-only')
  })
})

describe('a change behind the program is found and named', () => {
  const changes: [string, string, number, string][] = [
    [
      'a byte of a note',
      "UPDATE ledger.movement SET note = 'secone' WHERE seq = 2 AND account_id = $1",
      2,
      'hash',
    ],
    [
      'a note made empty',
      'UPDATE ledger.movement SET note = NULL WHERE seq = 2 AND account_id = $1',
      2,
      'hash',
    ],
    [
      'a document',
      "UPDATE ledger.movement SET document = 'DO-2' WHERE seq = 1 AND account_id = $1",
      1,
      'hash',
    ],
    [
      'a text moved to another column',
      'UPDATE ledger.movement SET document = note, note = document WHERE seq = 1 AND account_id = $1',
      1,
      'hash',
    ],
    [
      'an amount',
      'UPDATE ledger.movement SET delta = delta - 0.0001 WHERE seq = 2 AND account_id = $1',
      2,
      'hash',
    ],
    [
      'a balance',
      'UPDATE ledger.movement SET balance_after = balance_after + 1 WHERE seq = 3 AND account_id = $1',
      3,
      'hash',
    ],
    [
      'an instant',
      "UPDATE ledger.movement SET occurred_at = occurred_at + interval '1 microsecond' WHERE seq = 4 AND account_id = $1",
      4,
      'hash',
    ],
    [
      'a business day',
      'UPDATE ledger.movement SET business_day = business_day - 1 WHERE seq = 4 AND account_id = $1',
      4,
      'hash',
    ],
    [
      'a person',
      'UPDATE ledger.movement SET actor_id = gen_random_uuid() WHERE seq = 5 AND account_id = $1',
      5,
      'hash',
    ],
    [
      'a kind',
      "UPDATE ledger.movement SET kind = 'adjustment', flow = 'adjusted' WHERE seq = 2 AND account_id = $1",
      2,
      'hash',
    ],
    [
      'the newest hash',
      'UPDATE ledger.movement SET hash = set_byte(hash, 31, get_byte(hash, 31) # 1) WHERE seq = 6 AND account_id = $1',
      6,
      'hash',
    ],
    ['a row taken out', 'DELETE FROM ledger.movement WHERE seq = 3 AND account_id = $1', 4, 'seq'],
    [
      'the newest row taken off',
      'DELETE FROM ledger.movement WHERE seq = 6 AND account_id = $1',
      6,
      'account seq',
    ],
    [
      'a balance of the account',
      'UPDATE ledger.account SET on_hand = on_hand + 1 WHERE id = $1',
      6,
      'account balance',
    ],
    [
      'the head of the chain',
      'UPDATE ledger.account SET head_hash = set_byte(head_hash, 0, get_byte(head_hash, 0) # 1) WHERE id = $1',
      6,
      'account hash',
    ],
  ]
  it.each(changes)('%s', async (name, change, seq, what) => {
    const { tenant, accountId } = await filledTenant(`changed-${name.replaceAll(' ', '-')}`)
    await behindTheProgram(change, accountId)
    expect(await verify(tenant)).toMatchObject({ intact: false, firstBroken: { accountId, seq, what } })
  })

  it('a day taken out, by its first movement', async () => {
    const { tenant, accountId } = await filledTenant('lost-day')
    await platform.asSuperuser(
      `DELETE FROM ledger.day WHERE account_id = $1
       AND day = (SELECT business_day FROM ledger.movement WHERE account_id = $1 AND seq = 6)`,
      [accountId],
    )
    expect((await verify(tenant)).firstBroken).toEqual({ accountId, seq: 6, what: 'day missing' })
  })

  it('a day and its first movement', async () => {
    const { tenant, accountId } = await filledTenant('changed-day')
    const [row] = await platform.asSuperuser<{ day: string }>(
      `UPDATE ledger.day SET out_qty = out_qty + 1, in_qty = in_qty + 1
       WHERE account_id = $1 AND day = (SELECT business_day FROM ledger.movement WHERE account_id = $1 AND seq = 6)
       RETURNING day::text AS day`,
      [accountId],
    )
    expect((await verify(tenant)).firstBroken).toEqual({ accountId, seq: 6, what: `day ${row?.day}` })
  })

  async function behindTheProgram(change: string, accountId: string): Promise<void> {
    await platform.asSuperuser('ALTER TABLE ledger.movement DISABLE TRIGGER append_only')
    try {
      await platform.asSuperuser(change, [accountId])
    } finally {
      await platform.asSuperuser('ALTER TABLE ledger.movement ENABLE TRIGGER append_only')
    }
  }
})

describe('another tenant', () => {
  it('sees no balance, no movement, no account to verify, and cannot reverse by a known id', async () => {
    const { accountId, movementId } = await filledTenant('owner-of-it')
    const stranger = platform.otherTenant
    await platform.services.db.queryTenant(stranger.id, async (tx) => {
      expect(await findBalances(tx)).toEqual([])
      expect((await listMovements(tx, { accountIds: [accountId], limit: 20 })).rows).toEqual([])
      expect(await verifyChain(tx, { accountId })).toEqual({
        accounts: 0,
        movements: 0,
        intact: true,
        firstBroken: null,
      })
    })
    await expect(shelfOf(platform, stranger).reverse(movementId)).rejects.toMatchObject({
      code: 'ledger.movement_unknown',
    })
  })

  it('has an account of its own for the same item and place', async () => {
    const here = shelfOf(platform)
    const there = shelfOf(platform, platform.otherTenant, here)
    await here.post({ kind: 'receipt', quantity: '5' })
    await expect(there.post({ kind: 'issue', quantity: '1' })).rejects.toMatchObject({
      code: 'ledger.insufficient',
      params: { requested: 1, available: 0 },
    })
    expect((await there.post({ kind: 'receipt', quantity: '3' })).onHandAfter).toBe('3.0000')
  })

  it('cannot write a row in the name of the first', async () => {
    const { tenant, accountId } = await filledTenant('named-by-another')
    const { db } = platform.services
    await expect(
      db.withTenant(platform.otherTenant.id, (tx) =>
        tx.run(sql`INSERT INTO ledger.account (tenant_id, id, item_id, place_id)
                   VALUES (${tenant.id}, gen_random_uuid(), gen_random_uuid(), gen_random_uuid())`),
      ),
    ).rejects.toThrow('row-level security')
    // The day's key to its account includes the tenant: another tenant's account cannot be meant.
    await expect(
      db.withTenant(platform.otherTenant.id, (tx) =>
        tx.run(sql`INSERT INTO ledger.day (account_id, day, opening, in_qty, out_qty, adjusted, closing, lowest, first_at, last_at)
                   VALUES (${accountId}, '2026-01-01', 0, 0, 0, 0, 0, 0, now(), now())`),
      ),
    ).rejects.toThrow('day_account_fk')
  })
})
