import { isProblem } from '@lumbung/contract'
import { newId, sql } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type EntryKind,
  ledgerApp,
  listMovements,
  type Posted,
  previewMovement,
  streamMovements,
  verifyChain,
} from './index.ts'
import { daysAgo, shelfOf, ZONE } from './ledger.fixture.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [ledgerApp] })
})
afterAll(() => platform.close())

/** 08:00 in the place's zone some days ago, and whole hours after it: far from any midnight. */
const morning = (days: number, hours = 0) =>
  new Date((Math.floor(daysAgo(days).getTime() / 86_400_000) * 24 + hours) * 3_600_000)

type Shelf = ReturnType<typeof shelfOf>

async function postAll(shelf: Shelf, lines: readonly [EntryKind, string, Date][]): Promise<Posted[]> {
  const posted: Posted[] = []
  for (const [kind, quantity, occurredAt] of lines)
    posted.push(await shelf.post({ kind, quantity, occurredAt }))
  return posted
}

const refusalOf = async (posting: Promise<Posted>) => {
  const error: unknown = await posting.then(
    () => 'not refused',
    (reason: unknown) => reason,
  )
  return isProblem(error) ? [error.code, error.params] : error
}

/** The days' rows, and what lists, exports and the check of the whole ledger say about the shelf. */
async function stateOf(shelf: Shelf) {
  return await platform.services.db.queryTenant(platform.tenant.id, async (tx) => {
    const days = await tx.rows(sql`
      SELECT d.opening, d.in_qty AS "in", d.out_qty AS out, d.adjusted, d.closing, d.lowest
      FROM ledger.day AS d JOIN ledger.account AS a ON a.tenant_id = d.tenant_id AND a.id = d.account_id
      WHERE a.tenant_id = kernel.current_tenant() AND a.item_id = ${shelf.itemId} ORDER BY d.day`)
    const filter = { itemIds: [shelf.itemId] }
    const { rows } = await listMovements(tx, { ...filter, limit: 50 })
    const streamed = []
    for await (const batch of streamMovements(tx, filter)) streamed.push(...batch)
    const balances = rows.map(({ runningBalance }) => runningBalance)
    expect(streamed.map(({ runningBalance }) => runningBalance).reverse()).toEqual(balances)
    expect(await verifyChain(tx)).toMatchObject({ intact: true })
    return { days, balances }
  })
}

describe('a movement taken back at its own instant leaves no moment behind', () => {
  it.each([
    ['on days of their own', [morning(9), morning(8), morning(7)]],
    ['all on one day', [morning(9), morning(9, 1), morning(9, 2)]],
    ['all at one instant', [morning(9), morning(9), morning(9)]],
  ] as const)('a book entered into an empty account is undone newest first: %s', async (_, [t1, t2, t3]) => {
    const shelf = shelfOf(platform)
    const posted = await postAll(shelf, [
      ['receipt', '1000.5', t1],
      ['issue', '100.25', t2],
      ['issue', '50', t3],
    ])
    const onHand = []
    for (const { id } of posted.reverse()) onHand.push((await shelf.reverse(id)).onHandAfter)
    expect(onHand).toEqual(['900.2500', '1000.5000', '0.0000'])
    const { days, balances } = await stateOf(shelf)
    for (const day of days) {
      expect(day).toEqual({
        opening: '0.0000',
        in: '0.0000',
        out: '0.0000',
        adjusted: '0.0000',
        closing: '0.0000',
        lowest: '0.0000',
      })
    }
    expect(new Set(balances)).toEqual(new Set(['0.0000']))
  })

  it('a mistaken issue, the newest movement, no longer holds down what could leave earlier that day', async () => {
    const shelf = shelfOf(platform)
    const [, mistake] = await postAll(shelf, [
      ['receipt', '100', morning(3)],
      ['issue', '90', morning(3, 4)],
    ])
    expect(await shelf.reverse(mistake?.id as string)).toMatchObject({
      dayClosing: '100.0000',
      backdated: false,
    })
    await shelf.post({ kind: 'receipt', quantity: '1', occurredAt: morning(3, 6) })
    const movement = {
      movementId: newId(),
      itemId: shelf.itemId,
      placeId: shelf.placeId,
      kind: 'issue' as const,
      quantity: '60',
      occurredAt: morning(3, 2),
      zone: ZONE,
      actorId: null,
      note: null,
      document: null,
      now: new Date(),
    }
    const preview = await platform.services.db.queryTenant(platform.tenant.id, (tx) =>
      previewMovement(tx, movement),
    )
    expect(preview).toMatchObject({
      refusal: null,
      days: [{ closingAfter: '41.0000', lowestAfter: '0.0000' }],
    })
    await shelf.post({ kind: 'issue', quantity: '60', occurredAt: morning(3, 2) })
    expect((await stateOf(shelf)).balances).toEqual(['41.0000', '40.0000', '40.0000', '40.0000', '100.0000'])
  })

  it('what was taken out at the same instant, and covered by it alone, keeps it from being taken back', async () => {
    const shelf = shelfOf(platform)
    const [first] = await postAll(shelf, [
      ['receipt', '10', morning(3)],
      ['issue', '10', morning(3)],
      ['receipt', '10', morning(3)],
    ])
    expect(await refusalOf(shelf.reverse(first?.id as string))).toEqual([
      'ledger.later_day_negative',
      { day: first?.businessDay, lowest: -10 },
    ])
    expect((await stateOf(shelf)).balances).toEqual(['10.0000', '0.0000', '10.0000'])
  })
})

it('a reversal that lands elsewhere, because its day is closed, is a movement like any other', async () => {
  const tenant = await platform.createTenant('closed-book')
  const shelf = shelfOf(platform, tenant)
  const [, issue] = await postAll(shelf, [
    ['receipt', '100', morning(5)],
    ['issue', '90', morning(4)],
  ])
  await platform.services.db.withTenant(tenant.id, (tx) =>
    tx.run(sql`UPDATE ledger.setting SET closed_through = ${issue?.businessDay as string}::date`),
  )
  expect(await shelf.reverse(issue?.id as string)).toMatchObject({ backdated: false, dayClosing: '100.0000' })
  const days = await platform.services.db.queryTenant(tenant.id, async (tx) => {
    expect(await verifyChain(tx)).toMatchObject({ intact: true })
    return await tx.rows(sql`SELECT adjusted, lowest FROM ledger.day ORDER BY day`)
  })
  expect(days).toEqual([
    { adjusted: '0.0000', lowest: '0.0000' },
    { adjusted: '0.0000', lowest: '10.0000' },
    { adjusted: '90.0000', lowest: '10.0000' },
  ])
})
