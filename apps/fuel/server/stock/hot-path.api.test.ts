import { Socket } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listStockHistory } from '../../contract/reports.ts'
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
  const sent = await statementsOf(async () => {
    const { status } = await operator.call(recordStockOut, input, { idempotencyKey: 'once' })
    expect(status).toBe(201)
  })
  expect(sent).toEqual(['BEGIN;', 'SELECT', 'WITH', 'WITH', 'COMMIT'])
})

test('a page of the history is one statement between begin and commit, and all three leave in one write', async () => {
  const site = await scene.site()
  await scene.fill(site, 1000)
  const operator = await scene.operator(site)
  await operator.call(listStockHistory, {})
  const { writes, sent } = await writesOf(async () => {
    const { status, body } = await operator.call(listStockHistory, {})
    expect(status).toBe(200)
    expect(body.data).toHaveLength(1)
  })
  expect(sent).toEqual(['BEGIN', 'WITH', 'COMMIT'])
  expect(writes).toBe(1)
})

/** The first words of what went to the database on the connection that asked for fuel; others belong to relay and jobs. */
async function statementsOf(work: () => Promise<void>): Promise<(string | undefined)[]> {
  return (await writesOf(work)).sent
}

async function writesOf(work: () => Promise<void>) {
  const sent: { client: pg.Client; text: string }[] = []
  const writes = new Map<unknown, number>()
  const send = pg.Client.prototype.query
  const query = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [first] = args as [string | { text: string }]
    sent.push({ client: this, text: (typeof first === 'string' ? first : first.text).trim() })
    return (send as (...all: unknown[]) => unknown).apply(this, args)
  } as never)
  // What a corked stream gathers leaves by `_writev`, a single piece by `_write`: each call is one system call.
  const restores = (['_write', '_writev'] as const).map((name) => {
    const original = Socket.prototype[name] as (...all: unknown[]) => void
    Socket.prototype[name] = function (this: Socket, ...args: unknown[]) {
      writes.set(this, (writes.get(this) ?? 0) + 1)
      return original.apply(this, args)
    } as never
    return () => {
      Socket.prototype[name] = original as never
    }
  })
  try {
    await work()
  } finally {
    query.mockRestore()
    for (const restore of restores) restore()
  }
  const client = sent.find(({ text }) => text.includes('fuel.site'))?.client
  const stream = (client as unknown as { connection: { stream: Socket } }).connection.stream
  const own = sent.filter((statement) => statement.client === client)
  return { sent: own.map(({ text }) => text.split(/\s+/)[0]), writes: writes.get(stream) ?? 0 }
}
