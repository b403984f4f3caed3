import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { FairGate, ShareFull } from './fair-gate.ts'

const gateOf = (overrides: Partial<ConstructorParameters<typeof FairGate>[0]> = {}) =>
  new FairGate({ places: 4, mostOfOne: 3, mostWaiting: 100, ...overrides })

it('keeps a place for somebody else, however many one key asks for', async () => {
  const gate = gateOf()
  const entered: string[] = []
  for (let index = 0; index < 20; index += 1) void gate.enter('busy').then(() => entered.push('busy'))
  await sleep(1)
  expect(entered).toHaveLength(3)
  await gate.enter('calm')
  expect(gate.counts()).toEqual({ held: 4, waiting: 17 })
})

it('gives a place that comes free to the key that holds the fewest, not to the longest queue', async () => {
  const gate = gateOf()
  const leave = await Promise.all([1, 2, 3].map(() => gate.enter('busy')))
  const calm = await gate.enter('calm')
  const order: string[] = []
  for (let index = 0; index < 5; index += 1) void gate.enter('busy').then(() => order.push('busy'))
  void gate.enter('late').then(() => order.push('late'))
  void gate.enter('calm').then(() => order.push('calm'))
  leave[0]?.()
  await sleep(1)
  expect(order).toEqual(['late'])
  leave[1]?.()
  await sleep(1)
  expect(order).toEqual(['late', 'busy'])
  calm()
  await sleep(1)
  expect(order).toEqual(['late', 'busy', 'calm'])
})

it('keeps the order of one key', async () => {
  const gate = gateOf({ places: 1, mostOfOne: 1 })
  const order: number[] = []
  await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const leave = await gate.enter('one')
      order.push(index)
      leave()
    }),
  )
  expect(order).toEqual(Array.from({ length: 50 }, (_, index) => index))
})

it('says whose fault the waiting is: the key’s own part, or all places', async () => {
  const gate = gateOf({ waitMilliseconds: 20 })
  const leave = await Promise.all([1, 2, 3].map(() => gate.enter('busy')))
  await expect(gate.enter('busy')).rejects.toBeInstanceOf(ShareFull)
  await gate.enter('other')
  const refused = gate.enter('third')
  await expect(refused).rejects.toBeInstanceOf(DatabaseUnavailable)
  await expect(refused).rejects.not.toBeInstanceOf(ShareFull)
  for (const one of leave) one()
  expect(gate.counts()).toEqual({ held: 1, waiting: 0 })
  expect((await Promise.all([1, 2, 3].map(() => gate.enter('busy')))).length).toBe(3)
})

it('refuses at once when as many wait as may', async () => {
  const gate = gateOf({ mostWaiting: 2 })
  await Promise.all([1, 2, 3].map(() => gate.enter('busy')))
  const waiting = [gate.enter('busy'), gate.enter('busy')]
  for (const one of waiting) one.catch(() => undefined)
  await expect(gate.enter('busy')).rejects.toBeInstanceOf(ShareFull)
  await gate.enter('other')
})

it('loses no place over 20,000 visits of many keys, with refusals among them', async () => {
  const gate = gateOf({ places: 5, mostOfOne: 2, waitMilliseconds: 5, mostWaiting: 10 })
  let inside = 0
  let most = 0
  const held = new Map<string, number>()
  let broken = 0
  await Promise.all(
    Array.from({ length: 20_000 }, async (_, index) => {
      const key = `k${index % 7}`
      await sleep(index % 50)
      const leave = await gate.enter(key).catch(() => undefined)
      if (!leave) return
      inside += 1
      held.set(key, (held.get(key) ?? 0) + 1)
      most = Math.max(most, inside)
      if ((held.get(key) ?? 0) > 2) broken += 1
      if (index % 3 === 0) await sleep(1)
      inside -= 1
      held.set(key, (held.get(key) ?? 0) - 1)
      leave()
    }),
  )
  expect([most, broken]).toEqual([5, 0])
  expect(gate.counts()).toEqual({ held: 0, waiting: 0 })
})

it('lets a caller leave the line, and waits without end where no time is set', async () => {
  const gate = gateOf({ places: 1, mostOfOne: 1 })
  const leave = await gate.enter('one')
  const gone = new AbortController()
  const left = gate.enter('two', gone.signal)
  const patient = gate.enter('three', new AbortController().signal)
  gone.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  await expect(gate.enter('two', gone.signal)).rejects.toThrow('gone')
  expect(gate.counts()).toEqual({ held: 1, waiting: 1 })
  leave()
  const last = await patient
  expect(gate.counts()).toEqual({ held: 1, waiting: 0 })
  last()
  expect(gate.counts()).toEqual({ held: 0, waiting: 0 })
})
