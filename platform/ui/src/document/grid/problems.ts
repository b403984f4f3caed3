import type { useUiTexts } from '../../texts/texts.ts'
import type { LineGridProps } from '../document-types.ts'
import type { Unreadable, UnreadableCells } from './content.ts'
import type { Cell } from './moves.ts'

type Problems = NonNullable<LineGridProps<object>['problems']>

/** What is wrong with a cell: text that is no value goes before what the server said of a value. */
export function problemOf(
  kept: Unreadable | undefined,
  told: string | undefined,
  t: ReturnType<typeof useUiTexts>,
): string | undefined {
  return kept ? t(`grid.${kept.why}`) : told
}

/** The cells that have a problem, in reading order. */
export function cellsWithProblems<Line extends object>(
  lines: readonly Line[],
  columns: readonly { id: string }[],
  keyOf: (line: Line) => string,
  unreadable: UnreadableCells,
  problems: Problems,
): Cell[] {
  return lines.flatMap((line, row) => {
    const key = keyOf(line)
    if (!unreadable[key] && !problems[key]) return []
    return columns.flatMap(({ id }, column) =>
      unreadable[key]?.[id] || problems[key]?.[id] ? [{ row, column }] : [],
    )
  })
}

/** The first of these cells after that one in reading order, or the first of all. */
export function nextAfter(cells: readonly Cell[], { row, column }: Cell): Cell | undefined {
  return cells.find((cell) => cell.row > row || (cell.row === row && cell.column > column)) ?? cells[0]
}
