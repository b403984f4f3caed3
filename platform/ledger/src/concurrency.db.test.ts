import { isProblem } from '@lumbung/contract'
import { newId } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { alreadyReversed, insufficient } from '../contract/index.ts'
import { ledgerApp, type Posted, postMovement, verifyChain } from './index.ts'
import { daysAgo, shelfOf } from './ledger.fixture.ts'
import { takeSettingLock, updateSetting } from './setting.store.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [ledgerApp] })
})
afterAll(() => platform.close())

async function settle(postings: Promise<Posted>[]): Promise<{ posted: Posted[]; refused: unknown[] }> {
  const results = await Promise.allSettled(postings)
  return {
    posted: results.filter((result) => result.status === 'fulfilled').map((result) => result.value),
    refused: results.filter((result) => result.status === 'rejected').map((result) => result.reason),
  }
}

async function stateOf(itemId: string) {
  const [account] = await platform.asSuperuser<{ id: string; on_hand: string; seq: string }>(
    'SELECT id, on_hand, seq FROM ledger.account WHERE item_id = $1',
    [itemId],
  )
  const verified = await platform.services.db.queryTenant(platform.tenant.id, (tx) =>
    verifyChain(tx, { accountId: account?.id }),
  )
  return { onHand: account?.on_hand, seq: Number(account?.seq), verified }
}

describe('many at once on one account, over eight connections', () => {
  it('of 64 issues exactly as many are posted as there is stock for, without a gap and never below zero', async () => {
    const shelf = shelfOf(platform)
    await shelf.post({ kind: 'receipt', quantity: '40.5' })
    const { posted, refused } = await settle(
      Array.from({ length: 64 }, () => shelf.post({ kind: 'issue', quantity: '1' })),
    )
    expect(posted).toHaveLength(40)
    expect(refused.every((error) => isProblem(error, insufficient))).toBe(true)
    expect(posted.map((entry) => entry.seq).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 2),
    )
    expect(await stateOf(shelf.itemId)).toEqual({
      onHand: '0.5000',
      seq: 41,
      verified: { accounts: 1, movements: 41, intact: true, firstBroken: null },
    })
  })

  it('first receipts make one account between them', async () => {
    const shelf = shelfOf(platform)
    const { posted } = await settle(
      Array.from({ length: 24 }, () => shelf.post({ kind: 'receipt', quantity: '2.25' })),
    )
    expect(new Set(posted.map((entry) => entry.accountId)).size).toBe(1)
    expect(await stateOf(shelf.itemId)).toMatchObject({
      onHand: '54.0000',
      seq: 24,
      verified: { intact: true },
    })
  })

  it('postings of now, back-dated ones and reversals end in the sum of what was posted', async () => {
    const shelf = shelfOf(platform)
    const first = await Promise.all(
      [9, 7, 5].map((days) => shelf.post({ kind: 'receipt', quantity: '30', occurredAt: daysAgo(days) })),
    )
    const { posted, refused } = await settle([
      ...Array.from({ length: 20 }, () => shelf.post({ kind: 'issue', quantity: '3' })),
      ...Array.from({ length: 20 }, (_, i) =>
        shelf.post({ kind: 'issue', quantity: '2', occurredAt: daysAgo(8 - i / 4) }),
      ),
      ...Array.from({ length: 10 }, (_, i) =>
        shelf.post({ kind: 'receipt', quantity: '1', occurredAt: daysAgo(6 - i / 3) }),
      ),
      ...first.map((entry) => shelf.reverse(entry.id)),
    ])
    expect(refused.every((error) => isProblem(error))).toBe(true)
    const sum = [...first, ...posted].reduce((total, entry) => total + Number(entry.delta), 0)
    const state = await stateOf(shelf.itemId)
    expect(Number(state.onHand)).toBe(sum)
    expect(state).toMatchObject({ seq: 3 + posted.length, verified: { intact: true } })
  })

  it('of 16 reversals of one movement one is posted', async () => {
    const shelf = shelfOf(platform)
    const receipt = await shelf.post({ kind: 'receipt', quantity: '100' })
    await shelf.post({ kind: 'receipt', quantity: '5000' })
    const { posted, refused } = await settle(Array.from({ length: 16 }, () => shelf.reverse(receipt.id)))
    expect(posted).toHaveLength(1)
    expect(refused.every((error) => isProblem(error, alreadyReversed))).toBe(true)
    expect(await stateOf(shelf.itemId)).toMatchObject({
      onHand: '5000.0000',
      seq: 3,
      verified: { intact: true },
    })
  })
})

describe('closing a period', () => {
  it('waits for dated postings under way, and none lands in the period afterwards', async () => {
    const tenant = await platform.createTenant('closing')
    const shelf = shelfOf(platform, tenant)
    const order: string[] = []
    const closedThrough = daysAgo(2).toISOString().slice(0, 10)
    let closing: Promise<unknown> = Promise.resolve()
    await platform.services.db.withTenant(tenant.id, async (tx) => {
      await postMovement(tx, {
        movementId: newId(),
        itemId: shelf.itemId,
        placeId: shelf.placeId,
        kind: 'receipt',
        quantity: '10',
        occurredAt: daysAgo(4),
        zone: 'UTC',
        actorId: null,
        note: null,
        document: null,
        now: new Date(),
      })
      closing = platform.services.db.withTenant(tenant.id, async (other) => {
        await takeSettingLock(other)
        order.push('closed')
        await updateSetting(other, { closedThrough, backdateLimitDays: 30 })
      })
      await vi.waitFor(async () => {
        const waiting = await platform.asSuperuser(
          "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
        )
        expect(waiting).toHaveLength(1)
      })
      order.push('posted')
    })
    await closing
    expect(order).toEqual(['posted', 'closed'])
    await expect(
      shelf.post({ kind: 'receipt', quantity: '1', occurredAt: daysAgo(4) }),
    ).rejects.toMatchObject({
      code: 'ledger.closed_period',
      params: { closedThrough },
    })
  })
})
