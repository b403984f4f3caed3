import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

test('recording use costs the place, the ledger and the records: three statements between begin and commit', async () => {
  const site = await scene.site()
  await scene.fill(site, 1000)
  const operator = await scene.operator(site)
  const input = { amount: 1, notes: 'Pemakaian' }
  // The person and the statements' plans are known after the first.
  await operator.call(recordStockOut, input)
  const sent: { client: pg.Client; text: string }[] = []
  const send = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [first] = args as [string | { text: string }]
    sent.push({ client: this, text: (typeof first === 'string' ? first : first.text).trim() })
    return (send as (...all: unknown[]) => unknown).apply(this, args)
  } as never)
  try {
    const { status } = await operator.call(recordStockOut, input, { idempotencyKey: 'once' })
    expect(status).toBe(201)
  } finally {
    spy.mockRestore()
  }
  // Other connections belong to the relay and the jobs.
  const client = sent.find(({ text }) => text.includes('FROM fuel.site'))?.client
  const own = sent.filter((statement) => statement.client === client)
  expect(own.map(({ text }) => text.split(/\s+/)[0])).toEqual(['BEGIN;', 'SELECT', 'WITH', 'WITH', 'COMMIT'])
})
