import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createLogger } from '../telemetry/logger.ts'
import { createLimiters, type Limiters } from './limiters.ts'
import { SignInThrottle } from './sign-in-throttle.ts'

const hasRedis = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'redis-server')))
/** With everything required, a missing server fails the test instead of leaving it out. */
const runsRedis = hasRedis || process.env.LUMBUNG_TEST_REQUIRE === 'all'

const log = createLogger({ level: 'silent' })
const open: Limiters[] = []
const children: ChildProcess[] = []
afterEach(() => {
  for (const limiters of open.splice(0)) limiters.close()
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function throttle(redisUrl?: string, perMinute = 1_000): SignInThrottle {
  const limiters = createLimiters({ redisUrl }, log)
  open.push(limiters)
  return new SignInThrottle(limiters.create, perMinute)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

const from = (address: string, addressIsKnown = false, deviceIsKnown = false) => ({
  address,
  addressIsKnown,
  deviceIsKnown,
})

describe('wrong passwords', () => {
  it('of a colleague behind the same address leave room for a right one, and never count against a known browser', async () => {
    const guard = throttle()
    for (let n = 0; n < 6; n += 1) await guard.countTry('siti', from('203.0.113.1', true))
    expect(await guard.countTry('siti', from('203.0.113.1', true))).toBe(false)
    for (let n = 0; n < 500; n += 1) await guard.countTry('siti', from('203.0.113.1', true))
    expect(await guard.countTry('siti', from('203.0.113.1', true))).toBe(true)
    expect(await guard.countTry('siti', from('203.0.113.1', true, true))).toBe(false)
  })

  it('in a known browser are counted too: whoever stole it guesses no more than others', async () => {
    const guard = throttle()
    const tries = await Promise.all(
      Array.from({ length: 100 }, () => guard.countTry('siti', from('203.0.113.1', true, true))),
    )
    expect(tries.filter((locked) => !locked)).toHaveLength(10)
  })

  it('are counted before they are looked at: of a thousand at once ten get through', async () => {
    const guard = throttle()
    const tries = await Promise.all(
      Array.from({ length: 1_000 }, () => guard.countTry('siti', from('203.0.113.1', false))),
    )
    expect(tries.filter((locked) => !locked)).toHaveLength(10)
  })

  it('from one address lock nobody out elsewhere, however many they are', async () => {
    const guard = throttle()
    for (let n = 0; n < 500; n += 1) await guard.countTry('siti', from('203.0.113.1', false))
    expect(await guard.countTry('siti', from('198.51.100.1', false))).toBe(false)
  })

  it('from many addresses lock new ones and never one that the person is known by', async () => {
    const guard = throttle()
    for (let n = 0; n < 60; n += 1) await guard.countTry('siti', from(`203.0.113.${n}`, false))
    expect(await guard.countTry('siti', from('192.0.2.1', false))).toBe(true)
    expect(await guard.countTry('siti', from('192.0.2.2', true))).toBe(false)
  })

  it('from the addresses of one IPv6 network count as one', async () => {
    const guard = throttle()
    for (let n = 0; n < 10; n += 1) await guard.countTry('siti', from(`2001:db8:1:2::${n + 1}`, false))
    expect(await guard.countTry('siti', from('2001:db8:1:2:ffff::9', false))).toBe(true)
    expect(await guard.countTry('siti', from('2001:db8:1:3::1', false))).toBe(false)
  })

  it('are forgotten after a right one', async () => {
    const guard = throttle()
    for (let round = 0; round < 20; round += 1) {
      for (let n = 0; n < 4; n += 1)
        expect(await guard.countTry('siti', from('203.0.113.1', round > 0))).toBe(false)
      await guard.forgive('siti', from('203.0.113.1'))
    }
  })

  it('are limited per address in a minute, whoever is tried, with the time to wait', async () => {
    const guard = throttle(undefined, 3)
    for (let n = 0; n < 3; n += 1) await guard.countAddress('203.0.113.1')
    const refused = guard.countAddress('203.0.113.1')
    await expect(refused).rejects.toMatchObject({ code: 'platform.rate_limited', params: { limit: 3 } })
    await expect(guard.countAddress('203.0.113.2')).resolves.toBeUndefined()
  })

  it('are still counted by each process alone while Redis cannot be reached, without delay', async () => {
    const guard = throttle(`redis://127.0.0.1:${await freePort()}`)
    const start = performance.now()
    const tries = []
    for (let n = 0; n < 12; n += 1) tries.push(await guard.countTry('siti', from('203.0.113.1', false)))
    expect(tries).toEqual([...Array(10).fill(false), true, true])
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it.runIf(runsRedis)('are counted across processes in Redis', async () => {
    const port = await freePort()
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.stdout?.on('data', (text) => {
        if (String(text).includes('Ready to accept')) resolve()
      })
    })
    const url = `redis://127.0.0.1:${port}`
    const [one, two] = [throttle(url), throttle(url)]
    await expect
      .poll(async () => {
        await one.countTry('warm', from('203.0.113.9', false))
        return await two.countTry('warm', from('203.0.113.9', false))
      })
      .toBe(true)
    for (let n = 0; n < 10; n += 1) expect(await one.countTry('siti', from('203.0.113.1', false))).toBe(false)
    expect(await two.countTry('siti', from('203.0.113.1', false))).toBe(true)
  })
})
