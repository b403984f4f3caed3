import { listStockHistory, recordStockIn, recordStockOut } from '@lumbung/fuel/contract'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { type Arranged, arrangeOneOfEverything } from './arrange.ts'

let platform: TestPlatform
let arranged: Arranged
beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  arranged = await arrangeOneOfEverything(platform)
})
afterAll(() => platform.close())

async function balance(): Promise<number> {
  const rows = await platform.asSuperuser<{ on_hand: string }>(
    'SELECT on_hand FROM ledger.account WHERE tenant_id = $1',
    [platform.tenant.id],
  )
  return Number(rows[0]?.on_hand)
}

describe('an Idempotency-Key (G3)', () => {
  it('is applied once for each of 100 keys sent 10 times at the same moment, with identical answers', async () => {
    const before = await balance()
    const { operator } = arranged
    for (let start = 0; start < 100; start += 10) {
      const keys = Array.from({ length: 10 }, (_, index) => `burst-${start + index}`)
      const answers = await Promise.all(
        keys.flatMap((key) =>
          Array.from({ length: 10 }, () =>
            operator.call(recordStockOut, { amount: 1.25, notes: key }, { idempotencyKey: key }),
          ),
        ),
      )
      for (const key of keys) {
        const same = answers.filter((_, index) => keys[Math.floor(index / 10)] === key)
        expect(new Set(same.map((answer) => answer.status))).toEqual(new Set([201]))
        expect(new Set(same.map((answer) => answer.text)).size).toBe(1)
      }
    }
    expect(await balance()).toBe(before - 125)
  }, 120_000)

  it('with another body is a 422 and changes nothing', async () => {
    const { operator } = arranged
    await operator.call(recordStockOut, { amount: 2 }, { idempotencyKey: 'altered' })
    const before = await balance()
    const altered = await operator.call(recordStockOut, { amount: 3 }, { idempotencyKey: 'altered' })
    expect(altered.status).toBe(422)
    expect(altered.problem.code).toBe('platform.idempotency_key_reused')
    expect(await balance()).toBe(before)
  })

  it('says that it was replayed, also when the first request took the last of the stock', async () => {
    const { operator, admin } = arranged
    const all = await balance()
    const first = await operator.call(recordStockOut, { amount: all }, { idempotencyKey: 'the-last' })
    const second = await operator.call(recordStockOut, { amount: all }, { idempotencyKey: 'the-last' })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
    await admin.call(recordStockIn, { location: 'GENSET', amount: 1_000 })
  })

  it('belongs to one person: another person’s same key is another request', async () => {
    const { admin } = arranged
    const other = await platform.signInAs('fuel-admin')
    const one = await admin.call(
      recordStockIn,
      { location: 'GENSET', amount: 10 },
      { idempotencyKey: 'shared' },
    )
    const two = await other.call(
      recordStockIn,
      { location: 'GENSET', amount: 20 },
      { idempotencyKey: 'shared' },
    )
    expect([one.status, two.status]).toEqual([201, 201])
    expect(one.body.id).not.toBe(two.body.id)
  })

  it('is not used up by a refused request', async () => {
    const { operator, admin } = arranged
    const tooMuch = (await balance()) + 50
    const refused = await operator.call(recordStockOut, { amount: tooMuch }, { idempotencyKey: 'retry' })
    expect(refused.problem.code).toBe('fuel.stock_insufficient')
    await admin.call(recordStockIn, { location: 'GENSET', amount: 100 })
    const accepted = await operator.call(recordStockOut, { amount: tooMuch }, { idempotencyKey: 'retry' })
    expect(accepted.status).toBe(201)
  })

  it('must be readable', async () => {
    const answer = await arranged.operator.call(
      recordStockOut,
      { amount: 1 },
      { idempotencyKey: 'x'.repeat(201) },
    )
    expect(answer.status).toBe(400)
  })
})

describe('every change (G26)', () => {
  it('has exactly one audit row, and a refused one none', async () => {
    const count = async () =>
      Number(
        (await platform.asSuperuser<{ n: string }>('SELECT count(*) AS n FROM kernel.audit_entry'))[0]?.n,
      )
    const { operator, admin } = arranged
    await admin.call(recordStockIn, { location: 'GENSET', amount: 500 })
    const before = await count()
    await operator.call(recordStockOut, { amount: 1 })
    expect(await count()).toBe(before + 1)
    await operator.call(recordStockOut, { amount: 99_999_999 })
    await operator.callRaw(recordStockOut, { amount: -1 })
    await operator.call(listStockHistory, {})
    expect(await count()).toBe(before + 1)
  })
})
