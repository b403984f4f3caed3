import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SiteCode } from '../contract/index.ts'
import { CodeBook, codeOf } from './site-code.ts'

test('a code keeps the letters of a name and what tells two names apart', () => {
  expect(codeOf('AÑIL')).toBe('ANIL')
  expect(codeOf('18 DE MARZO')).toBe('18_DE_MARZO')
  expect(codeOf('St Mary’s School Tank Farm')).toBe('ST_MARYS_SCHOOL_TANK_FARM')
  expect(codeOf('Gasolina < a 91 octanos')).not.toBe(codeOf('Gasolina >= a 91 octanos'))
  expect(() => codeOf('…')).toThrow(RangeError)
})

test('any names get codes that are valid, different from one another, and the same each time', () => {
  const name = fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }).map((text) => `A ${text}`)
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), fc.nat(3), (distinct, copies) => {
      const names = Array.from({ length: copies + 1 }, () => distinct).flat()
      const [book, again] = [new CodeBook(), new CodeBook()]
      const codes = names.map((name) => book.take(name))
      for (const code of codes) expect(SiteCode.safeParse(code).success).toBe(true)
      expect(new Set(codes).size).toBe(names.length)
      expect(names.map((name) => again.take(name))).toEqual(codes)
    }),
    { numRuns: 200 },
  )
})
