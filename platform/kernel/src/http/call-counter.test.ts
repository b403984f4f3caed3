import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createLogger } from '../telemetry/logger.ts'
import { type CallCounter, countedAddress, createCallCounter } from './call-counter.ts'

const hasRedis = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'redis-server')))
/** With everything required, a missing server fails the test instead of leaving it out. */
const runsRedis = hasRedis || process.env.LUMBUNG_TEST_REQUIRE === 'all'

const counters: CallCounter[] = []
const children: ChildProcess[] = []
afterEach(async () => {
  for (const counter of counters.splice(0)) await counter.close()
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

const lines: string[] = []
const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } })

function newCounter(redisUrl: string | undefined): CallCounter {
  const counter = createCallCounter({ redisUrl }, log)
  counters.push(counter)
  return counter
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function startRedis(port: number): Promise<ChildProcess> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
    child.stdout?.on('data', (text) => {
      if (String(text).includes('Ready to accept')) resolve()
    })
  })
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

/** Calls until Redis has taken over again; its counts are seen by the other counter. */
async function isShared(one: CallCounter, other: CallCounter): Promise<boolean> {
  const caller = `p:${Math.random()}`
  await one.count('check', 100, caller)
  return (await other.count('check', 100, caller)).left === 98
}

describe('calls are counted per minute', () => {
  it('in this process: each caller and each limit for itself', async () => {
    const counter = newCounter(undefined)
    expect(await counter.count('default', 2, 'a')).toMatchObject({ allowed: true, limit: 2, left: 1 })
    expect(await counter.count('default', 2, 'a')).toMatchObject({ allowed: true, left: 0 })
    const refused = await counter.count('default', 2, 'a')
    expect(refused).toMatchObject({ allowed: false, left: 0 })
    expect(refused.resetSeconds).toBeGreaterThanOrEqual(59)
    expect(refused.resetSeconds).toBeLessThanOrEqual(60)
    expect(await counter.count('default', 2, 'b')).toMatchObject({ allowed: true, left: 1 })
    expect(await counter.count('other', 2, 'a')).toMatchObject({ allowed: true, left: 1 })
  })

  it('counts every one of a thousand calls at once', async () => {
    const counter = newCounter(undefined)
    const counts = await Promise.all(Array.from({ length: 1_000 }, () => counter.count('default', 100, 'a')))
    expect(counts.filter(({ allowed }) => allowed)).toHaveLength(100)
  })

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['2001:db8:1::5:6', '2001:db8:1:0'],
  ])('counts %s as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted)
  })
})

describe.runIf(runsRedis)('with Redis', () => {
  it('two processes share one count', async () => {
    const port = await freePort()
    await startRedis(port)
    const [one, other] = [newCounter(`redis://127.0.0.1:${port}`), newCounter(`redis://127.0.0.1:${port}`)]
    await expect.poll(() => isShared(one, other)).toBe(true)
    const counts = await Promise.all(
      Array.from({ length: 40 }, (_, call) => (call % 2 ? one : other).count('default', 25, 'shared')),
    )
    expect(counts.filter(({ allowed }) => allowed)).toHaveLength(25)
    const refused = await one.count('default', 25, 'shared')
    expect(refused).toMatchObject({ allowed: false, left: 0 })
    expect(refused.resetSeconds).toBeLessThanOrEqual(60)
  })

  it('a killed Redis costs nobody a call: each process counts alone, says so once, and shares again when it is back', async () => {
    const port = await freePort()
    const redis = await startRedis(port)
    const [one, other] = [newCounter(`redis://127.0.0.1:${port}`), newCounter(`redis://127.0.0.1:${port}`)]
    await expect.poll(() => isShared(one, other)).toBe(true)
    lines.length = 0
    expect(one.isShared()).toBe(true)
    await kill(redis)
    await expect.poll(() => one.isShared()).toBe(false)
    const began = performance.now()
    for (let call = 0; call < 200; call += 1) {
      expect((await one.count('default', 100, 'alone')).allowed).toBe(call < 100)
    }
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(await other.count('default', 100, 'alone')).toMatchObject({ allowed: true, left: 99 })
    await startRedis(port)
    await expect.poll(() => isShared(one, other)).toBe(true)
    expect(lines.filter((line) => line.includes('Redis is lost'))).toHaveLength(2)
    expect(lines.filter((line) => line.includes('Redis is back'))).toHaveLength(2)
  })

  it('a Redis that hangs delays a call or two, not every one', async () => {
    const port = await freePort()
    const redis = await startRedis(port)
    const [one, other] = [newCounter(`redis://127.0.0.1:${port}`), newCounter(`redis://127.0.0.1:${port}`)]
    await expect.poll(() => isShared(one, other)).toBe(true)
    redis.kill('SIGSTOP')
    const began = performance.now()
    for (let call = 0; call < 200; call += 1)
      expect((await one.count('default', 1_000, 'a')).allowed).toBe(true)
    expect(performance.now() - began).toBeLessThan(1_500)
    redis.kill('SIGCONT')
    await expect.poll(() => isShared(one, other)).toBe(true)
  })

  it('an unreachable Redis at start delays no call', async () => {
    const counter = newCounter(`redis://127.0.0.1:${await freePort()}`)
    const began = performance.now()
    expect(await counter.count('default', 5, 'a')).toMatchObject({ allowed: true, left: 4 })
    expect(performance.now() - began).toBeLessThan(100)
  })
})
