import { describe, expect, it } from 'vitest'
import type { LineColumn } from '../document-types.ts'
import { readCell } from './cell-text.ts'
import {
  addLine,
  type Content,
  clear,
  copy,
  countUnreadable,
  type GridRules,
  isBlank,
  paste,
  removeLine,
  writeCell,
} from './content.ts'

interface Line {
  key: string
  item: string
  litres: number | null
  total: number | null
}

const columns: LineColumn<Line>[] = [
  { id: 'item', header: 'Item', kind: 'text' },
  { id: 'litres', header: 'Liter', kind: 'number', decimals: 2 },
  { id: 'total', header: 'Total', kind: 'number', isReadOnly: true },
]
let made = 0
const rules: GridRules<Line> = {
  columns,
  keyOf: (line) => line.key,
  newLine: () => {
    made += 1
    return { key: `new-${made}`, item: '', litres: null, total: null }
  },
  read: (column, text) => readCell(column, text, 'id'),
  mostLines: 5,
}

const line = (key: string, item = '', litres: number | null = null): Line => ({ key, item, litres, total: 7 })
const start: Content<Line> = { lines: [line('a', 'Solar', 10), line('b', 'Dex', 20)], unreadable: {} }
const only = (row: number, column: number) => ({ top: row, left: column, bottom: row, right: column })

describe('writing a cell', () => {
  it('changes its line and leaves the others the same objects', () => {
    const { lines } = writeCell(start, { row: 1, column: 1 }, '1.250,5', rules)
    expect(lines[1]).toEqual({ ...start.lines[1], litres: 1250.5 })
    expect(lines[0]).toBe(start.lines[0])
  })

  it('keeps what cannot be read, with no value, until it is mended', () => {
    const wrong = writeCell(start, { row: 0, column: 1 }, 'sepuluh', rules)
    expect(wrong.lines[0]?.litres).toBeNull()
    expect(wrong.unreadable).toEqual({ a: { litres: { text: 'sepuluh', why: 'not_a_number' } } })
    expect(countUnreadable(wrong, rules.keyOf)).toBe(1)
    expect(copy(wrong, only(0, 1), rules, 'id')).toEqual([['sepuluh']])
    const mended = writeCell(wrong, { row: 0, column: 1 }, '10', rules)
    expect([mended.lines[0]?.litres, mended.unreadable]).toEqual([10, {}])
  })

  it('leaves a read-only cell alone', () => {
    expect(writeCell(start, { row: 0, column: 2 }, '99', rules)).toEqual(start)
  })
})

describe('pasting', () => {
  it('fills cells, adds the lines that are missing and skips read-only columns', () => {
    const block = [
      ['Pertamax', '1', '99'],
      ['Bensin', '2,5', '99'],
    ]
    const { content, range } = paste(start, only(1, 0), block, rules)
    expect(content.lines.map(({ item, litres, total }) => [item, litres, total])).toEqual([
      ['Solar', 10, 7],
      ['Pertamax', 1, 7],
      ['Bensin', 2.5, null],
    ])
    expect(range).toEqual({ top: 1, left: 0, bottom: 2, right: 2 })
  })

  it('says how many rows found no place', () => {
    const block = Array.from({ length: 9 }, (_, row) => [`x${row}`])
    const { content, leftOut } = paste(start, only(1, 0), block, rules)
    expect([content.lines.length, leftOut]).toEqual([5, 5])
  })

  it('fills the whole selection from a single cell', () => {
    const { content } = paste(start, { top: 0, left: 1, bottom: 1, right: 1 }, [['5']], rules)
    expect(content.lines.map(({ litres }) => litres)).toEqual([5, 5])
  })

  it('drops what stands right of the last column, and copes with rows of different length', () => {
    const { content } = paste(start, only(0, 1), [['1', '2', '3', '4'], []], rules)
    expect(content.lines.map(({ litres }) => litres)).toEqual([1, 20])
  })
})

describe('lines', () => {
  it('are cleared, copied, added and removed', () => {
    const range = { top: 0, left: 0, bottom: 1, right: 1 }
    expect(copy(start, range, rules, 'id')).toEqual([
      ['Solar', '10'],
      ['Dex', '20'],
    ])
    const cleared = clear(start, range, rules)
    expect(cleared.lines.map(({ item, litres }) => [item, litres])).toEqual([
      ['', null],
      ['', null],
    ])
    expect(removeLine(start, 0).lines).toEqual([start.lines[1]])
    const grown = addLine(start, rules)
    expect(isBlank(grown, 2, rules)).toBe(true)
    expect(isBlank(grown, 1, rules)).toBe(false)
  })
})
