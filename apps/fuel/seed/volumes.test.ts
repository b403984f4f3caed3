import { expect, test } from 'vitest'
import { litresOfGallons, litresOfThousandBarrels } from './volumes.ts'

test('a thousand barrels and a thousand US gallons are their litres by definition, to two decimals', () => {
  expect(litresOfThousandBarrels('1')).toBe('158987.29')
  expect(litresOfThousandBarrels('3.74859491925217')).toBe('595978.97')
  expect(litresOfGallons('1000')).toBe('3785.41')
  expect(litresOfThousandBarrels('0')).toBe('0.00')
})

test('exactly half a centilitre rounds up', () => {
  expect(litresOfGallons('625000')).toBe('2365882.37')
})

test('what is not a number is refused', () => {
  expect(() => litresOfGallons('')).toThrow()
  expect(() => litresOfThousandBarrels('n/a')).toThrow()
})
