import type { Locale } from '@lumbung/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText, editText, readCell } from './cell-text.ts'

const litres = { kind: 'number' as const, decimals: 2, unit: 'L' }
const product = {
  kind: 'choice' as const,
  choices: [
    { value: 'SOLAR', label: 'Solar industri' },
    { value: 'PX', label: 'Pertamax' },
  ],
}

describe('a number', () => {
  it.each<[string, number | null]>([
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['12 L', 12],
    ['', null],
  ])('%j is read as forms read it', (text, value) => {
    expect(readCell(litres, text, 'id')).toEqual({ value })
  })

  it.each([
    ['sepuluh', 'not_a_number'],
    ['1234567890123456', 'too_many_digits'],
    ['0,1234', 'too_many_decimals'],
  ])('%j is refused, neither guessed nor rounded', (text, unreadable) => {
    expect(readCell(litres, text, 'id')).toEqual({ unreadable })
  })

  it('can be copied and pasted, edited and left alone, without becoming another', () => {
    const values = fc.integer({ min: -1e12, max: 1e12 }).map((hundredths) => hundredths / 100)
    fc.assert(
      fc.property(values, fc.constantFrom<Locale>('id', 'en'), (value, locale) => {
        expect(readCell(litres, cellText(litres, value, locale), locale)).toEqual({ value })
        expect(readCell(litres, editText(litres, value, locale), locale)).toEqual({ value })
      }),
    )
  })
})

describe('a choice', () => {
  it('is found by its words or its value, whatever the case', () => {
    expect(readCell(product, 'pertamax', 'id')).toEqual({ value: 'PX' })
    expect(readCell(product, ' solar ', 'id')).toEqual({ value: 'SOLAR' })
    expect(readCell(product, 'bensin', 'id')).toEqual({ unreadable: 'no_such_choice' })
    expect(readCell(product, '', 'id')).toEqual({ value: null })
    expect(cellText(product, 'PX', 'id')).toBe('Pertamax')
  })
})

describe('a text', () => {
  it('loses the marks that nobody sees, and nothing else', () => {
    expect(readCell({ kind: 'text' }, '\u200fabc\u00a0d ', 'id')).toEqual({ value: 'abc d' })
  })
})
