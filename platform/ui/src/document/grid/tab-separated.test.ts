import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTabSeparated, parseTabSeparated } from './tab-separated.ts'

describe('a block from a spreadsheet', () => {
  it.each([
    [
      'two rows, with the last line break that Excel adds',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['one cell', 'a', [['a']]],
    ['empty cells at the edges', '\tb\t\n', [['', 'b', '']]],
    ['an empty row in the middle', 'a\n\nb', [['a'], [''], ['b']]],
    ['a cell of several lines', '"a\nb"\tc', [['a\nb', 'c']]],
    ['doubled quotes in a quoted cell', '"say ""yes""\t"\tc', [['say "yes"\t', 'c']]],
    ['inches', '3" pipe\t"2', [['3" pipe', '"2']]],
    ['a quotation that is not the whole cell', '"a" b\tc', [['"a" b', 'c']]],
    ['nothing', '', []],
  ])('is read with %s', (_name, text, rows) => {
    expect(parseTabSeparated(text)).toEqual(rows)
  })

  it('comes back as it was copied, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', '1', ',', 'é') })
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      )
      // A last row of one empty cell is no more than the line break before it.
      .filter((rows) => rows.at(-1)?.join('') !== '' || rows[0]?.length !== 1)
    fc.assert(
      fc.property(block, (rows) => {
        expect(parseTabSeparated(formatTabSeparated(rows))).toEqual(rows)
      }),
    )
  })
})
