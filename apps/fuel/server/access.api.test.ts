import type { Operation } from '@lumbung/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fuelApp } from '../app.ts'
import { recordDip } from '../contract/dips.ts'
import { createProduct } from '../contract/products.ts'
import { createFuelScene, type FuelScene, type TestPerson } from './fuel.fixture.ts'

const operations = (fuelApp.operations ?? []).map(({ operation }) => operation)
const UNKNOWN_ID = '01936f2a-7b1c-7000-8000-00000000dead'

let scene: FuelScene
/** Ids and codes that exist in the first tenant only, by the operation that takes them. */
let theirs: { site: string; code: string; product: string; entry: string }

beforeAll(async () => {
  scene = await createFuelScene()
  const site = await scene.site({ code: 'THEIRS' })
  const entry = await scene.fill(site, 500)
  await scene.admin.call(recordDip, { location: site.code, measuredLitres: 490 })
  const product = await scene.admin.call(createProduct, { code: 'AVTUR', name: 'Avtur' })
  theirs = { site: site.id, code: site.code, product: product.body.id, entry }
})
afterAll(() => scene.close())

describe('every operation of the app', () => {
  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s answers 401 to nobody and an explained 403 to a member without the permission',
    async (_, operation) => {
      const input = operation.example.input
      expect((await scene.platform.anonymous.callRaw(operation, input)).status).toBe(401)
      const member = await scene.platform.signInAs(null)
      const { status, problem } = await member.callRaw(operation, input, { ifMatch: 1 })
      expect(status).toBe(403)
      expect(problem.params).toMatchObject({
        permission: operation.permission,
        rule: 'no_grant',
        mayRequest: true,
      })
    },
  )

  test.each(operations.filter(namesAResource).map((operation) => [operation.id, operation] as const))(
    '%s answers the same 404 to another tenant’s resource as to one that does not exist',
    async (_, operation) => {
      const foreign = await scene.platform.signInWith(['fuel.*'], { tenant: scene.platform.otherTenant })
      const theirAnswer = await foreign.callRaw(operation, withNames(operation, theirs), { ifMatch: 1 })
      const noAnswer = await foreign.callRaw(
        operation,
        withNames(operation, { site: UNKNOWN_ID, code: 'NOWHERE', product: UNKNOWN_ID, entry: UNKNOWN_ID }),
        { ifMatch: 1 },
      )
      expect(theirAnswer.status).toBe(404)
      expect(stable(theirAnswer.problem)).toEqual(stable(noAnswer.problem))
    },
  )

  test.each(operations.filter(answersAList).map((operation) => [operation.id, operation] as const))(
    '%s shows another tenant nothing of the first',
    async (_, operation) => {
      const input = Object.fromEntries(
        Object.entries(operation.example.input as object).filter(([name]) => name !== 'location'),
      )
      const { status, text } = await scene.stranger.callRaw(operation, input)
      expect(status).toBe(200)
      for (const name of Object.values(theirs)) expect(text).not.toContain(name)
    },
  )
})

test('the roles are as in the business: IN is the administrator’s alone, OUT the operator’s alone', async () => {
  const site = await scene.site()
  const operator = await scene.operator(site)
  const may = async (person: TestPerson, id: string) => {
    const operation = operations.find((candidate) => candidate.id === id) as Operation
    return (
      (await person.callRaw(operation, { ...operation.example.input, location: undefined })).status !== 403
    )
  }
  const table = await Promise.all(
    ['fuel.stock.in', 'fuel.stock.out', 'fuel.stock.record', 'fuel.stock.history', 'fuel.site.create'].map(
      async (id) => [id, await may(scene.admin, id), await may(operator, id)],
    ),
  )
  expect(table).toEqual([
    ['fuel.stock.in', true, false],
    ['fuel.stock.out', false, true],
    ['fuel.stock.record', true, false],
    ['fuel.stock.history', true, true],
    ['fuel.site.create', true, false],
  ])
})

function namesAResource(operation: Operation): boolean {
  const { shape } = operation.input
  return 'id' in shape || 'location' in shape
}

function answersAList(operation: Operation): boolean {
  return (
    operation.kind === 'query' &&
    !('id' in operation.input.shape) &&
    // A preview names its place, and one's own stock is of one's own site: both have tests of their own.
    !operation.http.endsWith('/preview') &&
    operation.id !== 'fuel.stock.own'
  )
}

function withNames(operation: Operation, names: typeof theirs): unknown {
  const { shape } = operation.input
  const id = operation.id.startsWith('fuel.product.')
    ? names.product
    : operation.id.startsWith('fuel.stock.')
      ? names.entry
      : names.site
  return {
    ...(operation.example.input as object),
    ...('id' in shape ? { id } : {}),
    ...('location' in shape ? { location: names.code } : {}),
  }
}

/** What a caller can compare between two answers. */
function stable(problem: object): object {
  const { traceId: _trace, timestamp: _time, ...rest } = problem as Record<string, unknown>
  return rest
}
