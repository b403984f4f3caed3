import { httpOf, type Operation } from '@lumbung/contract'
import { kernelApp, operationsOf } from '@lumbung/kernel'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apps } from '../../server/src/apps.ts'
import { arrangeOneOfEverything } from './arrange.ts'
import { arbitraryOf } from './schema-arbitrary.ts'

/** Cases per operation; a night run may take more: LUMBUNG_TEST_FUZZ_CASES=400. */
const CASES = Number(process.env.LUMBUNG_TEST_FUZZ_CASES ?? 40)
/** Ending one's own session would make the rest of its cases meaningless. */
const ENDS_THE_SESSION = /^admin\.auth\.(logout|sign-out|change-password|session)/

const operations = operationsOf([kernelApp, ...apps])
  .map(({ operation }) => operation)
  .filter((operation) => operation.body !== 'upload' && !ENDS_THE_SESSION.test(operation.id))

let platform: TestPlatform
let admin: TestPerson
beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  admin = (await arrangeOneOfEverything(platform)).admin
})
afterAll(() => platform.close())

/** Answers must be a success, or a problem that the caller can do something about; 503 is for a real outage only. */
function expectOrderly(
  operation: Operation,
  input: unknown,
  answer: { status: number; text: string; problem?: { code?: string } },
) {
  const where = `${operation.id} ← ${JSON.stringify(input)?.slice(0, 500)} → ${answer.status} ${answer.text.slice(0, 300)}`
  expect(answer.status, where).toBeLessThan(500)
  if (answer.status >= 400) expect(answer.problem?.code, where).toMatch(/^[a-z]+\.[a-z_]+$/)
}

describe('bad input never yields a server error (G23)', () => {
  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s',
    async (_id, operation) => {
      const schema = z.toJSONSchema(operation.input, { io: 'input' }) as Record<string, unknown>
      await fc.assert(
        fc.asyncProperty(arbitraryOf(schema), async (input) => {
          const answer = await admin.callRaw(operation, input, { ifMatch: 1 })
          expectOrderly(operation, input, answer)
        }),
        { numRuns: CASES, seed: 20_261_121, interruptAfterTimeLimit: 25_000 },
      )
    },
    60_000,
  )
})

describe('prototype pollution', () => {
  const corpus = [
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"amount":1,"__proto__":null}',
  ]
  it.each(corpus)('%s is refused', async (payload) => {
    const command = operations.find((operation) => operation.id === 'fuel.stock.in')!
    const answer = await platform.http.inject({
      method: 'POST',
      url: `/api/v1${httpOf(command).path}`,
      headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.statusCode).toBeLessThan(500)
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})
