import { describe, expect, test } from 'vitest'
import { isStorable, line, prose, urlValue } from './text.ts'

const Name = line(20)

describe('a line', () => {
  test.each([
    ['composed and decomposed accents', 'Caf\u0065\u0301', 'Caf\u00E9'],
    ['white space around it', '  Genset \u00A0', 'Genset'],
    ['a byte-order mark', '\uFEFFGenset', 'Genset'],
    ['a zero-width space inside', 'Gen\u200Bset', 'Genset'],
    ['a soft hyphen inside', 'Gen\u00ADset', 'Genset'],
    ['joiners with nothing to join', '\u200DGenset\u200C', 'Genset'],
  ])('is kept as it looks: %s', (_what, typed, kept) => {
    expect(Name.parse(typed)).toBe(kept)
  })

  test.each([
    ['a Persian name with its joiner', 'می\u200Cخواهم'],
    ['a family, joined of four', '👨\u200D👩\u200D👧\u200D👦'],
    ['Javanese', 'ꦧꦱꦗꦮ'],
    ['one sign', '-'],
  ])('keeps what letters need: %s', (_what, text) => {
    expect(Name.parse(text)).toBe(text)
  })

  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['zero-width spaces', '\u200B\u200B'],
    ['a Hangul filler', '\u3164'],
    ['a blank of Braille', '\u2800'],
    ['a variation selector', '\uFE0F'],
    ['marks of direction alone', '\u200E\u200F'],
    ['an override of the direction', 'abc\u202Etxt.exe'],
    ['an isolate', '\u2066abc'],
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\uD800'],
    ['a separator of lines', 'a\u2028b'],
    ['a tab', 'a\tb'],
    ['too much once composed', '\u00E9'.repeat(21)],
  ])('refuses %s', (_what, text) => {
    expect(Name.safeParse(text).success).toBe(false)
  })

  test('is counted as it is kept', () => {
    expect(Name.parse('e\u0301'.repeat(20))).toBe('\u00E9'.repeat(20))
  })
})

test('prose keeps its lines and spaces, and is composed', () => {
  expect(prose(40).parse(' 1.\n\te\u0301 ')).toBe(' 1.\n\t\u00E9 ')
  expect(prose(40).safeParse('a\0').success).toBe(false)
  expect(prose(40).safeParse('\uDC00').success).toBe(false)
})

test('a value of a URL may be empty and is one line', () => {
  expect(urlValue(10).parse('')).toBe('')
  expect(urlValue(10).safeParse('a\nb').success).toBe(false)
})

test.each([
  ['a\0', false],
  ['\uD83D', false],
  ['\uDE00', false],
  ['😀', true],
  ['', true],
])('%j is storable: %s', (text, storable) => {
  expect(isStorable(text)).toBe(storable)
})
