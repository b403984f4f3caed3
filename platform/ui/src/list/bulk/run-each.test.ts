import { expect, test } from 'vitest'
import { runEach } from './run-each.ts'

const numbers = Array.from({ length: 20 }, (_, index) => index)
const never = () => false
const pause = () => new Promise((resolve) => setTimeout(resolve, 1))

test('each item is worked on once, in order, and never more than three at a time', async () => {
  const begun: number[] = []
  let running = 0
  let most = 0
  await runEach(
    numbers,
    async (number) => {
      begun.push(number)
      running += 1
      most = Math.max(most, running)
      await pause()
      running -= 1
    },
    never,
  )
  expect(begun).toEqual(numbers)
  expect(most).toBe(3)
})

test('once stopped, what has begun is finished and nothing new begins', async () => {
  const done: number[] = []
  let stopped = false
  await runEach(
    numbers,
    async (number) => {
      if (number === 4) stopped = true
      await pause()
      done.push(number)
    },
    () => stopped,
  )
  expect(done.toSorted((a, b) => a - b)).toEqual(numbers.slice(0, done.length))
  expect(done.length).toBeGreaterThanOrEqual(5)
  expect(done.length).toBeLessThan(8)
})

test('nothing to do is done at once', async () => {
  await runEach([], () => Promise.reject(new Error('called')), never)
})
