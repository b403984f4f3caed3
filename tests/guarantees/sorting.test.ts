import { createUser } from '@lumbung/admin/contract'
import type { Operation } from '@lumbung/contract'
import { createProduct, createSite, recordDip, recordStockEntry, type Site } from '@lumbung/fuel/contract'
import { kernelApp, operationsOf } from '@lumbung/kernel'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { apps } from '../../server/src/apps.ts'

type Row = Record<string, unknown>

/** Every list of the platform that can be sorted, with the ways it says it can. */
const lists = operationsOf([kernelApp, ...apps])
  .map(({ operation }) => operation)
  .flatMap((operation) => {
    const sort = operation.input.shape.sort as z.ZodOptional<z.ZodEnum> | undefined
    return sort === undefined ? [] : [{ operation, sorts: sort.unwrap().options as string[] }]
  })
const cases = lists.flatMap(({ operation, sorts }) =>
  sorts.map((sort) => [operation.id, sort, operation] as const),
)

let platform: TestPlatform
let admin: TestPerson
beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  admin = await platform.signInAs('administrator', { name: 'Andi' })
  await arrangeLists()
})
afterAll(() => platform.close())

/** Names that differ in case alone, values that several rows share, and dates that meet in one instant. */
async function arrangeLists() {
  const sites: Site[] = []
  for (const [code, name, lowStockThresholdLitres] of [
    ['B', 'genset', 100],
    ['A_1', 'Genset', 100],
    ['A-1', 'Dermaga', 9.5],
    ['C', 'dermaga', 1_000],
    ['AX', 'Étape', 100],
  ] as const) {
    sites.push(await done(admin.call(createSite, { code, name, lowStockThresholdLitres })))
  }
  for (const name of ['solar', 'Pertamax', 'pertamax'])
    await done(admin.call(createProduct, { code: `P${name.length}${name.charCodeAt(0)}`, name }))
  for (const name of ['budi', 'Budi', 'andi', 'Wayan', '💧'.repeat(60)]) {
    const email = `p${name.charCodeAt(0)}${name.length}@contoh.test`
    await done(admin.call(createUser, { name, email, password: 'kuda baterai stapler benar' }))
  }
  const [first, second] = sites as [Site, Site]
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  for (const { code } of [first, second]) {
    for (const ago of [3, 2, 2]) {
      const date = `${day(ago)}T01:00:00Z`
      await done(admin.call(recordStockEntry, { type: 'IN', location: code, amount: 500, date }))
    }
    const date = `${day(2)}T01:00:00Z`
    await done(admin.call(recordStockEntry, { type: 'OUT', location: code, amount: 10, date }))
    for (const measuredLitres of [1_480, 1_490])
      await done(admin.call(recordDip, { location: code, measuredLitres }))
  }
}

async function done<T>(answer: Promise<{ status: number; body: T; text: string }>): Promise<T> {
  const { status, body, text } = await answer
  if (status >= 400) throw new Error(`arranging failed: ${text}`)
  return body
}

async function pageOf(
  operation: Operation,
  input: Row,
): Promise<{ data: Row[]; page: { nextCursor: string | null } }> {
  return (await done(admin.callRaw(operation, input))) as never
}

async function walk(operation: Operation, sort: string): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const { data, page } = await pageOf(operation, { sort, limit: 2, ...(cursor === null ? {} : { cursor }) })
    rows.push(...data)
    cursor = page.nextCursor
  } while (cursor !== null)
  return rows
}

const idsOf = (rows: readonly Row[]) => rows.map(({ id }) => id)
const comparable = (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : (value as number))

describe('a list that can be sorted', () => {
  it('is every one in whose rows people look for something', () => {
    expect(lists.map(({ operation }) => operation.id)).toEqual(
      expect.arrayContaining(['fuel.site.list', 'fuel.stock.history', 'admin.user.list', 'admin.audit.list']),
    )
  })

  it.each(cases)('%s by %s: each row once, in that order, page by page', async (_id, sort, operation) => {
    const rows = await walk(operation, sort)
    expect(rows.length).toBeGreaterThan(2)
    const whole = await pageOf(operation, { sort, limit: 200 })
    expect(idsOf(rows)).toEqual(idsOf(whole.data))
    const opposite = sort.startsWith('-') ? sort.slice(1) : `-${sort}`
    expect(idsOf((await pageOf(operation, { sort: opposite, limit: 200 })).data)).toEqual(
      idsOf(rows).reverse(),
    )
    // The name of an order is the field that it sorts by.
    const field = sort.replace('-', '')
    const values = rows.map((row) => comparable(row[field]))
    const inOrder = sort.startsWith('-') ? values.toReversed() : values
    for (const [index, value] of inOrder.entries()) {
      if (index > 0) expect(value >= (inOrder[index - 1] as string | number), `${inOrder}`).toBe(true)
    }
    const second = await pageOf(operation, { sort, limit: 2, page: 2 })
    expect(idsOf(second.data)).toEqual(idsOf(rows).slice(2, 4))
  })

  it.each(cases)(
    '%s by %s: takes no cursor of another order, nor a forged one',
    async (_id, sort, operation) => {
      const { page } = await pageOf(operation, { sort, limit: 1 })
      const opposite = sort.startsWith('-') ? sort.slice(1) : `-${sort}`
      const forged = ['2031-02-31T00:00:00.000Z', 'x', '1', 'true', "'; --"].flatMap((value) =>
        [
          [sort, value],
          [sort, value, value],
          [sort, value, value, '1'],
        ].map((keys) => Buffer.from(JSON.stringify(keys)).toString('base64url')),
      )
      const stolen = await admin.callRaw(operation, { sort: opposite, cursor: page.nextCursor })
      expect([stolen.status, stolen.problem.code]).toEqual([422, 'platform.cursor_invalid'])
      for (const cursor of forged) {
        const answer = await admin.callRaw(operation, { sort, cursor })
        expect(answer.status === 200 || answer.problem.code === 'platform.cursor_invalid', answer.text).toBe(
          true,
        )
      }
    },
  )

  it.each(lists.map(({ operation }) => [operation.id, operation] as const))(
    '%s tells who asks for an order that it has not what it has',
    async (_id, operation) => {
      const { status, problem } = await admin.callRaw(operation, { sort: 'colour' })
      expect([status, Object.keys(problem.errors ?? {})]).toEqual([422, ['sort']])
    },
  )
})
