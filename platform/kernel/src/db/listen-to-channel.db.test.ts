import { setTimeout as sleep } from 'node:timers/promises'
import { startFaultProxy } from '@lumbung/testing'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import type {} from '../../../testing/src/provided.ts'
import { createLogger } from '../telemetry/logger.ts'
import { listenToChannel } from './listen-to-channel.ts'

const QUESTION_MS = 30_000
const channel = `listen_test_${process.pid}`
const log = createLogger({ level: 'silent' })

let speaker: pg.Client
const closers: (() => Promise<unknown>)[] = []
beforeEach(async () => {
  speaker = new pg.Client({ connectionString: inject('adminUrl') })
  await speaker.connect()
})
afterEach(async () => {
  vi.useRealTimers()
  for (const close of closers.splice(0).reverse()) await close()
  await speaker.end()
})

async function listen(url = inject('adminUrl')) {
  const heard: string[] = []
  let times = 0
  const listener = await listenToChannel({
    url,
    channel,
    onMessage: (payload) => heard.push(payload),
    onListening: () => {
      times += 1
    },
    log,
  })
  closers.push(() => listener.stop())
  return { heard, times: () => times, listener }
}

const say = (payload: string) => speaker.query('SELECT pg_notify($1, $2)', [channel, payload])

it('hears what is said, with and without words, until it stops', async () => {
  const { heard, listener } = await listen()
  await say('one')
  await say('')
  await expect.poll(() => heard).toEqual(['one', ''])
  await listener.stop()
  await say('late')
  const { rows } = await speaker.query('SELECT 1 FROM pg_stat_activity WHERE application_name = $1', [
    channel,
  ])
  expect(rows).toEqual([])
  expect(heard).toEqual(['one', ''])
})

it('rejects where there is no server', async () => {
  const url = new URL(inject('adminUrl'))
  url.port = '1'
  await expect(listen(url.href)).rejects.toThrow()
})

it('listens anew when its connection has gone silent, which nothing but a question tells', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const url = new URL(inject('adminUrl'))
  const proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port) })
  closers.push(() => proxy.close())
  url.hostname = '127.0.0.1'
  url.port = String(proxy.port)
  const { heard, times } = await listen(url.href)
  vi.advanceTimersByTime(QUESTION_MS)
  await say('before')
  await expect.poll(() => heard).toEqual(['before'])
  proxy.set({ kind: 'silent' })
  vi.advanceTimersByTime(QUESTION_MS)
  await say('lost')
  // The question and the notification are on their way into nothing.
  await sleep(200)
  proxy.set({ kind: 'none' })
  await expect.poll(times).toBe(2)
  await say('after')
  await expect.poll(() => heard).toEqual(['before', 'after'])
})
