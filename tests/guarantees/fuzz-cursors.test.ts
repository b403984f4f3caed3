import { requestAccess } from '@lumbung/admin/contract'
import type { Operation } from '@lumbung/contract'
import { createProduct, createSite, recordDip } from '@lumbung/fuel/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { reach, upload } from '../../platform/kernel/src/imports/fixtures/import-calls.ts'
import { apps } from '../../server/src/apps.ts'
import { arrangeOneOfEverything } from './arrange.ts'
import { attackedOperations as operations } from './hostile-requests.ts'

let platform: TestPlatform
let admin: TestPerson
beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  admin = (await arrangeOneOfEverything(platform)).admin
})
afterAll(() => platform.close())

describe('a forged cursor', () => {
  const listing = operations.filter(({ input }) => 'cursor' in input.shape)
  const KEYS = [
    '\u0000',
    'a\u0000b',
    '\uD800',
    '0000-01-01',
    '0000-01-01T00:00:00.000000Z',
    '9999-12-31T23:59:59.999999Z',
    '10000-01-01T00:00:00.000Z',
    '',
    '-0',
    'NaN',
    '1e308',
    '9'.repeat(40),
    'x'.repeat(500),
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ]

  let importId: string
  beforeAll(async () => {
    // Two rows of each list, so that each gives a cursor of its own to be forged.
    await admin.call(createSite, { code: 'TUG', name: 'Tug' })
    for (const measuredLitres of [4_900, 4_899]) {
      await admin.call(recordDip, { location: 'GENSET', measuredLitres })
    }
    await admin.call(createProduct, { code: 'BENSIN', name: 'Bensin' })
    const nobody = await platform.signInAs(null)
    for (const permission of ['fuel.stock.in', 'fuel.stock.out']) {
      await nobody.call(requestAccess, { permission })
    }
    for (const amount of [1, 2]) {
      const csv = `type,location,amount\nIN,GENSET,${amount}\nIN,GENSET,${amount}\n`
      const columns = { type: { column: 0 }, location: { column: 1 }, amount: { column: 2 } }
      const { body } = await upload(platform, admin, csv, {
        operation: 'fuel.stock.record',
        mapping: { columns },
      })
      importId = body.id
      await reach(admin, importId, 'ready')
    }
  })

  it.each(listing.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    const path = 'id' in operation.input.shape ? { id: importId } : {}
    for (const sort of [undefined, ...ordersOf(operation)]) {
      const order = sort === undefined ? path : { ...path, sort }
      const first = await admin.callRaw(operation, { ...order, limit: 1 })
      const { nextCursor } = (first.body as { page: { nextCursor: string | null } }).page
      const given = JSON.parse(Buffer.from(nextCursor ?? '', 'base64url').toString()) as string[]
      const forgeries: unknown[] = [{}, [null, 1, {}], [], given.toReversed(), [...given, 'x']]
      for (const key of KEYS) {
        forgeries.push([key], ...given.map((_, index) => given.with(index, key)))
      }
      for (const forgery of forgeries) {
        const cursor = Buffer.from(JSON.stringify(forgery)).toString('base64url')
        const answer = await admin.callRaw(operation, { ...order, cursor })
        const where = `${operation.id} ${JSON.stringify({ sort, forgery })} → ${answer.text}`
        expect(answer.status, where).toBeLessThan(500)
      }
    }
  })
})

function ordersOf({ input }: Operation): string[] {
  const { sort } = input.shape
  if (!sort) return []
  return (z.toJSONSchema(sort as z.ZodType, { io: 'input' }) as { enum: string[] }).enum
}
