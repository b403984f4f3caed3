import { isProblem } from '@lumbung/contract'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MovementForecast } from './forecast.service.ts'
import { ledgerApp } from './index.ts'
import { shelfOf, ZONE } from './ledger.fixture.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [ledgerApp] })
})
afterAll(() => platform.close())

/** Hours before now: a few days, some of them beyond the limit for back-dating, one in the future. */
const hoursAgo = fc.oneof(
  fc.integer({ min: 0, max: 120 }),
  fc.constantFrom(-2, 31 * 24, 40 * 24),
  fc.constant(null),
)
const movement = fc.record({
  kind: fc.constantFrom('receipt', 'issue', 'issue'),
  quantity: fc.integer({ min: 1, max: 4_000 }).map((hundredths) => (hundredths / 100).toFixed(2)),
  hoursAgo,
})

test('what a forecast says of movements in any order is what posting them does, one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(movement, { maxLength: 8 }),
      fc.array(movement, { minLength: 5, maxLength: 20 }),
      async (history, planned) => {
        const shelf = shelfOf(platform)
        const now = new Date(Math.floor(Date.now() / 1_000) * 1_000)
        const whole = ({
          kind,
          quantity,
          hoursAgo: hours,
        }: typeof movement extends fc.Arbitrary<infer M> ? M : never) => ({
          kind: kind as 'receipt' | 'issue',
          quantity,
          occurredAt: hours === null ? null : new Date(now.getTime() - hours * 3_600_000),
          now,
        })
        const outcome = async (part: ReturnType<typeof whole>) => {
          try {
            await shelf.post(part)
            return null
          } catch (error) {
            if (!isProblem(error)) throw error
            return { code: error.code, params: error.params }
          }
        }
        for (const one of history) await outcome(whole(one))
        const forecast = new MovementForecast()
        const foretold: unknown[] = []
        for (const one of planned) {
          const { itemId, placeId } = shelf
          // Each in a transaction of its own, as batches of a file are.
          const refusal = await platform.services.db.queryTenant(platform.tenant.id, (tx) =>
            forecast.judge(tx, { ...whole(one), itemId, placeId, zone: ZONE }),
          )
          foretold.push(refusal && { code: refusal.type.code, params: refusal.params })
        }
        const happened: unknown[] = []
        for (const one of planned) happened.push(await outcome(whole(one)))
        expect(foretold).toEqual(happened)
      },
    ),
    { numRuns: 8 },
  )
}, 120_000)
