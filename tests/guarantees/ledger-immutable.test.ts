import { recordStockIn, reverseStockEntry } from '@lumbung/fuel/contract'
import { Sql, type Tx } from '@lumbung/kernel'
import { verifyLedger } from '@lumbung/ledger/contract'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { arrangeOneOfEverything } from './arrange.ts'

/**
 * What the ledger's own tests prove of ledger.movement holds for the audit trail too, and in the whole product every
 * column that the hash covers is guarded.
 */
let platform: TestPlatform
let accountId: string

beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  const { admin } = await arrangeOneOfEverything(platform)
  const received = await admin.call(recordStockIn, { location: 'GENSET', amount: 10, notes: 'twice' })
  const reversed = await admin.call(reverseStockEntry, { id: received.body.id, reason: 'entered twice' })
  expect(reversed.status, reversed.text).toBe(201)
  const [account] = await platform.asSuperuser<{ id: string }>('SELECT id FROM ledger.account')
  accountId = account?.id as string
})
afterAll(() => platform.close())

const roles: [string, (work: (tx: Tx) => Promise<unknown>) => Promise<unknown>][] = [
  ['lumbung_app', (work) => platform.services.db.withTenant(platform.tenant.id, work)],
  ['lumbung_control', (work) => platform.services.db.withControl(work)],
  ['lumbung_worker', (work) => platform.services.db.withWorker(work)],
]

describe('the audit trail', () => {
  const attempts = [
    'UPDATE kernel.audit_entry SET operation = operation',
    'UPDATE kernel.audit_entry SET actor_id = NULL',
    "UPDATE kernel.audit_entry SET changes = '{}'",
    'UPDATE kernel.audit_entry SET at = now()',
    'UPDATE kernel.audit_entry SET tenant_id = gen_random_uuid()',
    'DELETE FROM kernel.audit_entry',
    'DELETE FROM kernel.audit_entry WHERE actor_id IS NULL',
    'DELETE FROM kernel.audit_entry USING kernel.member',
    'WITH gone AS (DELETE FROM kernel.audit_entry RETURNING 1) SELECT count(*) FROM gone',
    'WITH changed AS (UPDATE kernel.audit_entry SET address = NULL RETURNING 1) SELECT count(*) FROM changed',
    'TRUNCATE kernel.audit_entry',
    'TRUNCATE kernel.audit_entry CASCADE',
    'MERGE INTO kernel.audit_entry a USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE',
    'MERGE INTO kernel.audit_entry a USING (SELECT 1) s ON true WHEN MATCHED THEN UPDATE SET address = NULL',
    'INSERT INTO kernel.audit_entry SELECT * FROM kernel.audit_entry ON CONFLICT ON CONSTRAINT audit_entry_pk DO UPDATE SET operation = EXCLUDED.operation',
    "COPY kernel.audit_entry FROM '/dev/null'",
    "COPY kernel.audit_entry TO PROGRAM 'true'",
    'ALTER TABLE kernel.audit_entry DISABLE TRIGGER append_only',
    'ALTER TABLE kernel.audit_entry DISABLE TRIGGER ALL',
    'ALTER TABLE kernel.audit_entry NO FORCE ROW LEVEL SECURITY',
    'ALTER TABLE kernel.audit_entry RENAME TO audit_entry_of_before',
    'ALTER TABLE kernel.audit_entry DROP COLUMN changes',
    'ALTER TABLE kernel.audit_entry OWNER TO CURRENT_USER',
    'DROP TRIGGER append_only ON kernel.audit_entry',
    'CREATE TRIGGER other BEFORE INSERT ON kernel.audit_entry EXECUTE FUNCTION kernel.refuse_change()',
    'CREATE RULE other AS ON INSERT TO kernel.audit_entry DO INSTEAD NOTHING',
    'DROP POLICY tenant_isolation ON kernel.audit_entry',
    'DROP TABLE kernel.audit_entry CASCADE',
    'DROP SCHEMA kernel CASCADE',
    'SET session_replication_role = replica',
    'SET ROLE lumbung_owner',
  ]

  it.each(roles)('is changed by none of %s’s attempts', async (_, open) => {
    const before = await trail()
    expect(before.length).toBeGreaterThan(4)
    for (const attempt of attempts) {
      await expect(
        open((tx) => tx.run(new Sql([attempt], []))),
        attempt,
      ).rejects.toThrow(/permission denied|append-only|must be owner|must be able to SET ROLE/)
    }
    expect(await trail()).toEqual(before)
  })

  it.each(roles)('%s gives itself no right to it: that statement only warns', async (_, open) => {
    const before = await trail()
    const taken = open(async (tx) => {
      await tx.run(new Sql(['GRANT DELETE ON kernel.audit_entry TO CURRENT_USER'], []))
      await tx.run(new Sql(['DELETE FROM kernel.audit_entry'], []))
    })
    await expect(taken).rejects.toThrow('permission denied')
    expect(await trail()).toEqual(before)
  })

  it.each([
    'UPDATE kernel.audit_entry SET operation = operation',
    'DELETE FROM kernel.audit_entry',
    'TRUNCATE kernel.audit_entry',
  ])('is guarded by the table itself, even against a superuser: %s', async (attempt) => {
    await expect(platform.asSuperuser(attempt)).rejects.toThrow('append-only')
  })

  const trail = () => platform.asSuperuser('SELECT * FROM kernel.audit_entry ORDER BY tenant_id, id')
})

describe('one changed byte of the ledger', () => {
  /** The columns that can be changed alone; kind, which constraints tie to flow, is in the ledger's own tests. */
  const columns: [column: string, seq: number, change: string][] = [
    ['id', 2, `set_byte(uuid_send(id), 15, get_byte(uuid_send(id), 15) # 1)`],
    ['delta', 2, 'delta - 0.0001'],
    ['business_day', 2, 'business_day - 1'],
    ['occurred_at', 2, `occurred_at - interval '1 microsecond'`],
    ['recorded_at', 2, `recorded_at + interval '1 microsecond'`],
    ['balance_after', 2, 'balance_after + 0.0001'],
    ['reverses_seq', 4, 'reverses_seq - 2'],
    ['actor_id', 2, `set_byte(uuid_send(actor_id), 15, get_byte(uuid_send(actor_id), 15) # 1)`],
    ['note', 2, `'X' || substr(note, 2)`],
    ['document', 2, `'X'`],
    ['hash', 3, 'set_byte(hash, 0, get_byte(hash, 0) # 1)'],
    ['flow', 4, `'adjusted'`],
  ]

  it.each(columns)('in %s is found, and its row (seq %i) named', async (column, seq, change) => {
    expect(await verify()).toMatchObject({ intact: true, movements: 4, firstBroken: null })
    const isUuid = column === 'id' || column === 'actor_id'
    const value = isUuid ? `encode(${change}, 'hex')::uuid` : change
    await behindTheProgram(async () => {
      const [kept] = await platform.asSuperuser<{ kept: string | null }>(
        `SELECT ${column}::text AS kept FROM ledger.movement WHERE account_id = $1 AND seq = $2`,
        [accountId, seq],
      )
      await platform.asSuperuser(
        `UPDATE ledger.movement SET ${column} = ${value} WHERE account_id = $1 AND seq = $2`,
        [accountId, seq],
      )
      expect(await verify()).toMatchObject({ intact: false, firstBroken: { accountId, seq, what: 'hash' } })
      await platform.asSuperuser(
        `UPDATE ledger.movement SET ${column} = $3::text::${await typeOf(column)} WHERE account_id = $1 AND seq = $2`,
        [accountId, seq, kept?.kept ?? null],
      )
    })
    expect(await verify()).toMatchObject({ intact: true })
  })

  async function verify() {
    const controller = await platform.signInAs('ledger-controller')
    const { body, status, text } = await controller.call(verifyLedger, {})
    expect(status, text).toBe(200)
    return body
  }

  async function typeOf(column: string): Promise<string> {
    const [row] = await platform.asSuperuser<{ type: string }>(
      `SELECT format_type(atttypid, atttypmod) AS type FROM pg_attribute
       WHERE attrelid = 'ledger.movement'::regclass AND attname = $1`,
      [column],
    )
    return row?.type as string
  }

  /** What somebody with the keys to the database could do: the guards off, a change, the guards on again. */
  async function behindTheProgram(work: () => Promise<void>): Promise<void> {
    await platform.asSuperuser('ALTER TABLE ledger.movement DISABLE TRIGGER append_only')
    try {
      await work()
    } finally {
      await platform.asSuperuser('ALTER TABLE ledger.movement ENABLE TRIGGER append_only')
    }
  }
})
