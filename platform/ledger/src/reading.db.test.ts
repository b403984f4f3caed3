import { newId, sql } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform, type TestTenant } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  countMovements,
  findAccount,
  findBalances,
  ledgerApp,
  listMovements,
  type MovementFilter,
  type MovementOrder,
  type MovementPosition,
  type MovementRow,
  meanDailyIssue,
  postMovement,
  readTrend,
  streamMovements,
  verifyChain,
} from './index.ts'
import { daysAgo, shelfOf } from './ledger.fixture.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [ledgerApp] })
})
afterAll(() => platform.close())

const read = <T>(tenant: TestTenant, work: Parameters<typeof platform.services.db.queryTenant<T>>[1]) =>
  platform.services.db.queryTenant(tenant.id, work)

async function everyPage(
  tenant: TestTenant,
  filter: MovementFilter & { order?: MovementOrder },
  limit: number,
): Promise<MovementRow[]> {
  const rows: MovementRow[] = []
  let cursor: MovementPosition | null = null
  do {
    const page = await read(tenant, (tx) => listMovements(tx, { ...filter, limit, cursor }))
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor)
  return rows
}

describe('a list over several accounts', () => {
  const [diesel, petrol, north, south] = [newId(), newId(), newId(), newId()]
  const clerk = newId()
  let tenant: TestTenant
  let newestFirst: string[]

  beforeAll(async () => {
    tenant = await platform.createTenant('several-accounts')
    const shelves = [
      shelfOf(platform, tenant, { itemId: diesel, placeId: north }),
      shelfOf(platform, tenant, { itemId: diesel, placeId: south }),
      shelfOf(platform, tenant, { itemId: petrol, placeId: south }),
    ]
    // The same instants in every account: the cursor must not lose or repeat a row between them.
    for (const day of [9, 8, 8, 8, 3, 3, 1]) {
      const occurredAt = new Date(Math.floor(daysAgo(day).getTime() / 86_400_000) * 86_400_000)
      for (const [place, shelf] of shelves.entries()) {
        await shelf.post({
          kind: 'receipt',
          quantity: `${day}.5`,
          occurredAt,
          note: `delivery 100%_${place}`,
        })
        await shelf.post({ kind: 'issue', quantity: '1', occurredAt, actorId: clerk, document: `DO-${day}` })
      }
    }
    const rows = await platform.asSuperuser<{ id: string }>(
      'SELECT id FROM ledger.movement WHERE tenant_id = $1 ORDER BY occurred_at DESC, account_id DESC, seq DESC',
      [tenant.id],
    )
    newestFirst = rows.map((row) => row.id)
  })

  it.each([
    ['all of the tenant', {}],
    ['the accounts of both places', { placeIds: [north, south] }],
    ['the accounts of both items', { itemIds: [diesel, petrol] }],
  ])('of %s has each row once, from either end, with any page size', async (_, filter) => {
    for (const limit of [1, 5, 200]) {
      expect((await everyPage(tenant, filter, limit)).map((row) => row.id)).toEqual(newestFirst)
      const oldestFirst = await everyPage(tenant, { ...filter, order: 'oldest' }, limit)
      expect(oldestFirst.map((row) => row.id)).toEqual(newestFirst.toReversed())
    }
  })

  it('shows the same running balance whichever end comes first', async () => {
    const newest = await everyPage(tenant, { placeIds: [south] }, 5)
    const oldest = await everyPage(tenant, { placeIds: [south], order: 'oldest' }, 3)
    expect(oldest.map((row) => row.runningBalance)).toEqual(newest.map((row) => row.runningBalance).reverse())
  })

  it('shows the same running balance whatever the filter leaves out', async () => {
    const all = new Map((await everyPage(tenant, {}, 50)).map((row) => [row.id, row.runningBalance]))
    const from = daysAgo(8.9)
    for (const filter of [
      { kinds: ['issue' as const] },
      { placeIds: [south] },
      { from, to: daysAgo(2) },
      { text: '100%_1' },
    ]) {
      const rows = await everyPage(tenant, filter, 4)
      expect(rows.length).toBeGreaterThan(3)
      expect(rows.length).toBeLessThan(newestFirst.length)
      expect(rows.map((row) => row.runningBalance)).toEqual(rows.map((row) => all.get(row.id)))
      const streamed: MovementRow[] = []
      await read(tenant, async (tx) => {
        for await (const batch of streamMovements(tx, filter)) streamed.push(...batch)
      })
      expect(streamed.map(({ id, runningBalance }) => ({ id, runningBalance }))).toEqual(
        rows.map(({ id, runningBalance }) => ({ id, runningBalance })).reverse(),
      )
      expect(await read(tenant, (tx) => countMovements(tx, filter))).toEqual({
        total: rows.length,
        isEstimate: false,
      })
    }
  })

  it('takes the signs of a search as they are', async () => {
    expect(await everyPage(tenant, { text: '100%' }, 50)).toHaveLength(21)
    expect(await everyPage(tenant, { text: '1%0' }, 50)).toEqual([])
    expect(await everyPage(tenant, { text: 'do-8' }, 50)).toHaveLength(9)
  })

  it('narrows by kind, person and instant, where the end does not belong to the range', async () => {
    expect(await everyPage(tenant, { actorId: clerk }, 50)).toHaveLength(21)
    expect(await everyPage(tenant, { kinds: [] }, 50)).toEqual([])
    expect(await everyPage(tenant, { accountIds: [] }, 50)).toEqual([])
    const [newest] = await everyPage(tenant, { placeIds: [north] }, 50)
    const instant = newest?.occurredAt as Date
    expect(await everyPage(tenant, { placeIds: [north], to: instant }, 50)).toHaveLength(12)
    expect(await everyPage(tenant, { placeIds: [north], from: instant }, 50)).toHaveLength(2)
  })

  it('skips rows for page numbers', async () => {
    const page = await read(tenant, (tx) =>
      listMovements(tx, { placeIds: [north, south], limit: 4, skip: 10 }),
    )
    expect(page.rows.map((row) => row.id)).toEqual(newestFirst.slice(10, 14))
  })

  it('streams account by account where that is asked for', async () => {
    const rows: MovementRow[] = []
    await read(tenant, async (tx) => {
      for await (const batch of streamMovements(tx, { order: 'account' })) rows.push(...batch)
    })
    expect(rows.map((row) => `${row.itemId} ${row.placeId}`)).toEqual(
      [diesel, diesel, petrol].flatMap((item, index) =>
        Array(14).fill(`${item} ${index === 0 ? north : south}`),
      ),
    )
  })

  it('adds the accounts of a trend up to its total, every day present', async () => {
    const [from, to] = [10, 0].map((days) => daysAgo(days).toISOString().slice(0, 10)) as [string, string]
    const trend = await read(tenant, (tx) => readTrend(tx, { placeIds: [north, south], from, to }))
    expect(trend.accounts.map((account) => account.days.length)).toEqual([11, 11, 11])
    for (const [index, total] of trend.total.entries()) {
      for (const column of ['opening', 'in', 'out', 'adjusted', 'closing'] as const) {
        const sum = trend.accounts.reduce((all, account) => all + Number(account.days[index]?.[column]), 0)
        expect(Number(total[column])).toBe(sum)
      }
    }
    const totalOnly = await read(tenant, (tx) =>
      readTrend(tx, { placeIds: [north, south], from, to, totalOnly: true }),
    )
    expect(totalOnly).toEqual({ accounts: [], total: trend.total })
  })

  it('finds balances by item and place', async () => {
    const found = (filter: Parameters<typeof findBalances>[1]) =>
      read(tenant, (tx) => findBalances(tx, filter))
    expect(await found({})).toHaveLength(3)
    expect((await found({ placeIds: [south] })).map((balance) => balance.onHand)).toEqual([
      '36.5000',
      '36.5000',
    ])
    expect(await found({ itemIds: [petrol], placeIds: [north] })).toEqual([])
    expect(await read(tenant, (tx) => findAccount(tx, petrol, north))).toBeUndefined()
  })
})

describe('daily use', () => {
  it('is the mean over all days of the window, the idle ones too, with the spread of the sample', async () => {
    const shelf = shelfOf(platform)
    const { accountId } = await shelf.post({ kind: 'receipt', quantity: '100', occurredAt: daysAgo(8) })
    // Over the four days before today: 6, 0, 2, 4.
    for (const [days, quantity] of [
      [4, '6'],
      [2, '2'],
      [1, '4'],
    ] as const) {
      await shelf.post({ kind: 'issue', quantity, occurredAt: daysAgo(days), zone: 'UTC' })
    }
    const day = (days: number) => daysAgo(days).toISOString().slice(0, 10)
    const [use] = await read(platform.tenant, (tx) => meanDailyIssue(tx, [accountId], day(4), day(1)))
    expect(use).toEqual({ accountId, days: 4, mean: '3.0000', standardDeviation: '2.5820' })
    const [single] = await read(platform.tenant, (tx) => meanDailyIssue(tx, [accountId], day(2), day(2)))
    expect(single).toMatchObject({ days: 1, mean: '2.0000' })
    expect(Number(single?.standardDeviation)).toBe(0)
  })
})

describe('what is on hand but not available', () => {
  it('cannot be issued, now or back-dated', async () => {
    const shelf = shelfOf(platform)
    const { accountId } = await shelf.post({ kind: 'receipt', quantity: '10', occurredAt: daysAgo(5) })
    await shelf.post({ kind: 'receipt', quantity: '10' })
    await platform.services.db.withTenant(platform.tenant.id, (tx) =>
      tx.run(sql`UPDATE ledger.account SET reserved = 12, quarantine = 3.5 WHERE id = ${accountId}`),
    )
    const refusal = { code: 'ledger.insufficient', params: { requested: 5, available: 4.5 } }
    await expect(shelf.post({ kind: 'issue', quantity: '5' })).rejects.toMatchObject(refusal)
    await expect(shelf.post({ kind: 'issue', quantity: '5', occurredAt: daysAgo(1) })).rejects.toMatchObject(
      refusal,
    )
    expect((await shelf.post({ kind: 'issue', quantity: '4.5' })).onHandAfter).toBe('15.5000')
    expect(await read(platform.tenant, (tx) => findAccount(tx, shelf.itemId, shelf.placeId))).toMatchObject({
      onHand: '15.5000',
      available: '0.0000',
    })
  })
})

describe('a place whose zone is changed', () => {
  it('keeps the days of an account in the order of its instants', async () => {
    const tenant = await platform.createTenant('moved-zone')
    const shelf = shelfOf(platform, tenant)
    const now = new Date('2026-05-20T10:00:00Z')
    const at = (time: string) => new Date(`2026-05-1${time}Z`)
    await shelf.post({
      kind: 'receipt',
      quantity: '10',
      occurredAt: at('0T15:30'),
      zone: 'Asia/Jayapura',
      now,
    })
    // In Jakarta it is still the day before; that day must not come after the eleventh.
    const next = await shelf.post({
      kind: 'issue',
      quantity: '1',
      occurredAt: at('0T15:45'),
      zone: 'Asia/Jakarta',
      now,
    })
    expect(next.businessDay).toBe('2026-05-11')
    await shelf.post({ kind: 'issue', quantity: '1', occurredAt: at('2T15:00'), zone: 'Asia/Jakarta', now })
    const between = await shelf.post({
      kind: 'issue',
      quantity: '1',
      occurredAt: at('2T14:59'),
      zone: 'Pacific/Kiritimati',
      now,
    })
    expect(between).toMatchObject({ businessDay: '2026-05-12', backdated: true })
    expect(await read(tenant, (tx) => verifyChain(tx))).toMatchObject({ movements: 4, intact: true })
  })
})

describe('a movement of now', () => {
  it('never stands before one that is there, though a clock runs behind', async () => {
    const shelf = shelfOf(platform)
    const ahead = new Date()
    await shelf.post({ kind: 'receipt', quantity: '3', now: ahead })
    const behind = await shelf.post({ kind: 'issue', quantity: '1', now: new Date(ahead.getTime() - 5_000) })
    expect(behind).toMatchObject({ occurredAt: ahead, backdated: false })
  })

  it('leaves nothing behind where it is refused', async () => {
    const shelf = shelfOf(platform)
    await expect(shelf.post({ kind: 'issue', quantity: '1' })).rejects.toMatchObject({
      code: 'ledger.insufficient',
    })
    const rows = await platform.asSuperuser('SELECT FROM ledger.account WHERE item_id = $1', [shelf.itemId])
    expect(rows).toEqual([])
  })

  it('is not taken beyond what fifteen digits hold', async () => {
    const shelf = shelfOf(platform)
    await shelf.post({ kind: 'receipt', quantity: '99999999999.9999' })
    await expect(shelf.post({ kind: 'receipt', quantity: '0.0001' })).rejects.toMatchObject({ code: '22003' })
  })

  it('belongs to the transaction of its caller', async () => {
    const shelf = shelfOf(platform)
    const failing = platform.services.db.withTenant(platform.tenant.id, async (tx) => {
      await postMovement(tx, {
        movementId: newId(),
        itemId: shelf.itemId,
        placeId: shelf.placeId,
        kind: 'receipt',
        quantity: '5',
        occurredAt: null,
        zone: 'UTC',
        actorId: null,
        note: null,
        document: null,
        now: new Date(),
      })
      throw new Error('the caller changed its mind')
    })
    await expect(failing).rejects.toThrow('changed its mind')
    expect(await read(platform.tenant, (tx) => findAccount(tx, shelf.itemId, shelf.placeId))).toBeUndefined()
  })
})
