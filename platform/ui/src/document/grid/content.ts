import type { LineColumn } from '../document-types.ts'
import { cellText, type Reading, type WhyUnreadable } from './cell-text.ts'
import type { Range } from './moves.ts'

/** Why a text could not be read, with the text: it stays in its cell until it is mended. */
export interface Unreadable {
  text: string
  why: WhyUnreadable
}

/** Line key → column id → text that is no value. */
export type UnreadableCells = Readonly<Record<string, Readonly<Record<string, Unreadable>>>>

/** What the grid holds; every change makes another one, so that a step can be undone by going back to it. */
export interface Content<Line> {
  lines: readonly Line[]
  unreadable: UnreadableCells
}

/** What the functions below must know of the grid. */
export interface GridRules<Line extends object> {
  columns: readonly LineColumn<Line>[]
  keyOf(line: Line): string
  newLine(): Line
  read(column: LineColumn<Line>, text: string): Reading
  mostLines: number
}

export interface Pasted<Line> {
  content: Content<Line>
  /** What was filled in; null where nothing was. */
  range: Range | null
  /** Rows of the block that found no place because the grid is full. */
  leftOut: number
}

/** The text put into one cell. A read-only cell stays as it is. */
export function writeCell<Line extends object>(
  content: Content<Line>,
  { row, column }: { row: number; column: number },
  text: string,
  rules: GridRules<Line>,
): Content<Line> {
  return writeCells(content, [{ row, column, text }], rules)
}

/** The block, its first cell at the range's first. A single cell fills the whole range; lines are added as they are needed. */
export function paste<Line extends object>(
  content: Content<Line>,
  range: Range,
  block: readonly (readonly string[])[],
  rules: GridRules<Line>,
): Pasted<Line> {
  const { top, left } = range
  const isFill = block.length === 1 && block[0]?.length === 1
  const rows = isFill ? range.bottom - top + 1 : block.length
  const width = isFill ? range.right - left + 1 : Math.max(0, ...block.map((row) => row.length))
  const placed = Math.min(rows, rules.mostLines - top)
  const columns = Math.min(width, rules.columns.length - left)
  if (placed <= 0 || columns <= 0) return { content, range: null, leftOut: Math.max(0, rows - placed) }
  const grown = withLines(content, top + placed, rules)
  const edits = Array.from({ length: placed }, (_, row) =>
    Array.from({ length: columns }, (_, column) => ({
      row: top + row,
      column: left + column,
      text: isFill ? block[0]?.[0] : block[row]?.[column],
    })),
  )
  return {
    content: writeCells(
      grown,
      edits.flat().flatMap((edit) => (edit.text === undefined ? [] : [{ ...edit, text: edit.text }])),
      rules,
    ),
    range: { top, left, bottom: top + placed - 1, right: left + columns - 1 },
    leftOut: rows - placed,
  }
}

/** Nothing in these cells. */
export function clear<Line extends object>(
  content: Content<Line>,
  { top, left, bottom, right }: Range,
  rules: GridRules<Line>,
): Content<Line> {
  const edits = []
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) edits.push({ row, column, text: '' })
  }
  return writeCells(content, edits, rules)
}

/** The cells' texts, as they are shown. */
export function copy<Line extends object>(
  content: Content<Line>,
  { top, left, bottom, right }: Range,
  { columns, keyOf }: GridRules<Line>,
  locale: Parameters<typeof cellText>[2],
): string[][] {
  return content.lines.slice(top, bottom + 1).map((line) =>
    columns.slice(left, right + 1).map((column) => {
      const kept = content.unreadable[keyOf(line)]?.[column.id]
      return kept ? kept.text : cellText(column, line[column.id], locale)
    }),
  )
}

export function removeLine<Line extends object>(content: Content<Line>, row: number): Content<Line> {
  return { ...content, lines: content.lines.filter((_, index) => index !== row) }
}

export function addLine<Line extends object>(content: Content<Line>, rules: GridRules<Line>): Content<Line> {
  return withLines(content, content.lines.length + 1, rules)
}

/** True where the line shows nothing but what a new one shows. */
export function isBlank<Line extends object>(
  content: Content<Line>,
  row: number,
  { columns, keyOf, newLine }: GridRules<Line>,
): boolean {
  const line = content.lines[row]
  if (!line) return false
  const fresh = newLine()
  const isUntouched = columns.every(({ id }) => line[id] === fresh[id])
  return isUntouched && Object.keys(content.unreadable[keyOf(line)] ?? {}).length === 0
}

/** How many cells hold text that is no value, in lines that are there. */
export function countUnreadable<Line extends object>(
  { lines, unreadable }: Content<Line>,
  keyOf: (line: Line) => string,
): number {
  return lines.reduce((sum, line) => sum + Object.keys(unreadable[keyOf(line)] ?? {}).length, 0)
}

function withLines<Line extends object>(
  content: Content<Line>,
  count: number,
  { newLine, mostLines }: GridRules<Line>,
): Content<Line> {
  const missing = Math.min(count, mostLines) - content.lines.length
  if (missing <= 0) return content
  return { ...content, lines: [...content.lines, ...Array.from({ length: missing }, newLine)] }
}

/** Lines that do not change stay the same objects: their rows are not drawn anew. */
function writeCells<Line extends object>(
  content: Content<Line>,
  edits: readonly { row: number; column: number; text: string }[],
  { columns, keyOf, read }: GridRules<Line>,
): Content<Line> {
  const lines = [...content.lines]
  const unreadable: Record<string, Readonly<Record<string, Unreadable>>> = { ...content.unreadable }
  for (const { row, column: index, text } of edits) {
    const line = lines[row]
    const column = columns[index]
    if (!line || !column || column.isReadOnly) continue
    const key = keyOf(line)
    const reading = read(column, text)
    const others: Record<string, Unreadable> = { ...unreadable[key] }
    delete others[column.id]
    if ('unreadable' in reading) others[column.id] = { text, why: reading.unreadable }
    if (Object.keys(others).length > 0) unreadable[key] = others
    else delete unreadable[key]
    const value = 'value' in reading ? reading.value : null
    if (line[column.id] !== value) lines[row] = { ...line, [column.id]: value }
  }
  return { lines, unreadable }
}
