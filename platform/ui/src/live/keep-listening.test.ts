import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepListening } from './keep-listening.ts'
import { pauseBeforeTry } from './reconnect.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  stop.abort()
  vi.useRealTimers()
})

/** A stream that a test feeds. */
class FakeStream extends EventTarget {
  isClosed = false
  close() {
    this.isClosed = true
  }
  say(type: string, data: unknown = {}) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
  }
}

let stop: AbortController

function listen(askSession: () => Promise<boolean> = async () => true) {
  stop = new AbortController()
  const streams: FakeStream[] = []
  const heard: string[] = []
  const done = keepListening(
    {
      open: () => {
        const stream = new FakeStream()
        streams.push(stream)
        return stream as unknown as EventSource
      },
      askSession: () => {
        heard.push('ask')
        return askSession()
      },
      onReady: () => heard.push('ready'),
      onChanged: (topics) => heard.push(topics.join()),
      onGivenUp: () => heard.push('given up'),
    },
    stop.signal,
  )
  return { streams, heard, done, last: () => streams.at(-1) as FakeStream }
}

const LONG = 61_000

test('what is told is heard, without asking anything first', () => {
  const { last, heard } = listen()
  last().say('ready')
  last().say('changed', { topics: ['fuel.stock', 'platform.job'] })
  expect(heard).toEqual(['ready', 'fuel.stock,platform.job'])
})

test('an ended stream is opened again after the session was asked, and says ready once more', async () => {
  const { streams, last, heard } = listen()
  last().say('ready')
  last().say('error')
  expect(last().isClosed).toBe(true)
  expect(streams).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(streams).toHaveLength(2)
  last().say('ready')
  expect(heard).toEqual(['ready', 'ask', 'ready'])
})

test('three tries in vain are told once, and trying goes on', async () => {
  const { streams, last, heard } = listen()
  for (let tries = 1; tries <= 5; tries += 1) {
    last().say('error')
    await vi.advanceTimersByTimeAsync(LONG)
  }
  expect(streams).toHaveLength(6)
  expect(heard.filter((word) => word === 'given up')).toHaveLength(1)
  last().say('ready')
  expect(heard.at(-1)).toBe('ready')
})

test('where the server does not answer at all, no stream is tried', async () => {
  const { streams, last, heard } = listen(async () => false)
  last().say('error')
  await vi.advanceTimersByTimeAsync(5 * LONG)
  expect(streams).toHaveLength(1)
  expect(heard).toContain('given up')
})

test('while somebody must sign in again, nothing is tried', async () => {
  const signedIn = Promise.withResolvers<boolean>()
  const { streams, last } = listen(() => signedIn.promise)
  last().say('ready')
  last().say('error')
  await vi.advanceTimersByTimeAsync(10 * LONG)
  expect(streams).toHaveLength(1)
  signedIn.resolve(true)
  await vi.advanceTimersByTimeAsync(0)
  expect(streams).toHaveLength(2)
})

test('who leaves closes the stream, and it is not opened again', async () => {
  const { streams, last, done } = listen()
  last().say('ready')
  stop.abort()
  await done
  expect(last().isClosed).toBe(true)
  await vi.advanceTimersByTimeAsync(LONG)
  expect(streams).toHaveLength(1)
})

test('pauses grow to a minute, and are spread', () => {
  expect(pauseBeforeTry(1, 0)).toBe(2_000)
  expect(pauseBeforeTry(1, 1)).toBe(4_000)
  expect(pauseBeforeTry(3, 1)).toBe(16_000)
  expect(pauseBeforeTry(50, 0)).toBe(30_000)
  expect(pauseBeforeTry(50, 1)).toBe(60_000)
})
