import { describe, expect, test } from 'vitest'
import { skewOf, wordsOfSkew } from './clock-skew.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('how wrong a clock is', () => {
  test('is measured against the middle of the question', () => {
    const at = Date.parse('2031-11-20T04:00:00Z')
    expect(skewOf('Thu, 20 Nov 2031 04:00:00 GMT', at + DAY - 200, at + DAY + 200)).toBe(DAY)
    expect(skewOf('Thu, 20 Nov 2031 04:00:00 GMT', at - HOUR, at - HOUR)).toBe(-HOUR)
    expect(skewOf(null, at, at)).toBeNull()
    expect(skewOf('kemarin', at, at)).toBeNull()
  })

  test.each([
    [10 * MINUTE, '10 minutes'],
    [59 * MINUTE, '59 minutes'],
    [HOUR - 20_000, '1 hour'],
    [-3 * HOUR, '3 hours'],
    [23 * HOUR, '23 hours'],
    [DAY - 40_000, '1 day'],
    [DAY + 20 * MINUTE, '1 day'],
    [-400 * DAY, '400 days'],
  ])('of %i ms is told as %s', (skew, words) => {
    expect(wordsOfSkew(skew, 'en')).toBe(words)
  })

  test('is told in the person’s language', () => {
    expect(wordsOfSkew(DAY, 'id')).toBe('1 hari')
  })
})
