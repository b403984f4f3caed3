import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTopicGatherer } from './gather-topics.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first change is read at once, those that follow together and later', async () => {
  const renew = vi.fn(async (_topics: readonly string[]) => {})
  const gatherer = createTopicGatherer(renew)
  gatherer.add(['fuel.stock'])
  gatherer.add(['fuel.stock', 'platform.job'])
  gatherer.add(['platform.job'])
  expect(renew.mock.calls).toEqual([[['fuel.stock']]])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(renew.mock.calls.slice(1)).toEqual([[['fuel.stock', 'platform.job']]])
})

test('nothing is read anew before the reading that goes on has been answered', async () => {
  const reading = Promise.withResolvers<void>()
  const renew = vi.fn((_topics: readonly string[]) => reading.promise)
  const gatherer = createTopicGatherer(renew)
  gatherer.add(['fuel.stock'])
  gatherer.add(['fuel.stock'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(renew).toHaveBeenCalledTimes(1)
  reading.resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(renew).toHaveBeenCalledTimes(2)
})

test('after a quiet time a change is read at once again', async () => {
  const renew = vi.fn(async (_topics: readonly string[]) => {})
  const gatherer = createTopicGatherer(renew)
  gatherer.add(['fuel.stock'])
  await vi.advanceTimersByTimeAsync(10_000)
  gatherer.add(['fuel.dip'])
  expect(renew).toHaveBeenLastCalledWith(['fuel.dip'])
})

test('who stopped listening reads nothing more', async () => {
  const renew = vi.fn(async (_topics: readonly string[]) => {})
  const gatherer = createTopicGatherer(renew)
  gatherer.add(['fuel.stock'])
  gatherer.add(['fuel.dip'])
  gatherer.stop()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(renew).toHaveBeenCalledTimes(1)
})
