import type { Column } from '../list-types.ts'

/** Of the columns for the checkbox and for the actions of a row. */
const CONTROL_WIDTH = 44
const TITLE_USUAL = 200
const NUMBER_USUAL = 120
const TEXT_USUAL = 140
const PROSE_LEAST = 160
/** A column that is wider than this for one long name takes the place of all others. */
const MOST = 320
const LEAST = 64

/** Pixels. Two lines of small text fit into a comfortable row, and names of two lines into the header. */
export const ROW_HEIGHT = { comfortable: 44, compact: 32 } as const
export const HEADER_HEIGHT = 40
/** Of the bar that lies over the lower edge of the table while rows are selected. */
export const BAR_HEIGHT = 64

/** Pixels that header and cells of each column need, by its id; what is not known yet is left out. */
export type NeededWidths = Readonly<Record<string, number>>

/** Tracks of the grid that header and rows share, the width below which it scrolls sideways, and where its first column stays. */
export function tableTracks(
  columns: readonly Column<unknown>[],
  { canChoose, canAct, needed }: { canChoose: boolean; canAct: boolean; needed: NeededWidths },
): { tracks: string; least: number; titleLeft: number } {
  const grows = growing(columns)
  const sized = columns.map((column, index) => {
    const least = leastWidth(column, index, needed[column.id])
    const share = column.prose ? 4 : index === 0 ? 2 : 1
    return { least, track: grows.includes(column) ? `minmax(${least}px, ${share}fr)` : `${least}px` }
  })
  const tracks = [
    ...(canChoose ? [`${CONTROL_WIDTH}px`] : []),
    ...sized.map(({ track }) => track),
    ...(canAct ? [`${CONTROL_WIDTH}px`] : []),
  ]
  const controls = (canChoose ? CONTROL_WIDTH : 0) + (canAct ? CONTROL_WIDTH : 0)
  return {
    tracks: tracks.join(' '),
    least: sized.reduce((sum, { least }) => sum + least, controls),
    titleLeft: canChoose ? CONTROL_WIDTH : 0,
  }
}

/** Those that share what is left: a long text alone, else all but the figures, which would drift apart. */
function growing(columns: readonly Column<unknown>[]): readonly Column<unknown>[] {
  const prose = columns.filter((column) => column.prose)
  if (prose.length > 0) return prose
  const texts = columns.filter(({ numeric }) => !numeric)
  return texts.length > 0 ? texts : columns
}

function leastWidth({ width, numeric, prose }: Column<unknown>, index: number, needed: number | undefined) {
  if (prose) return Math.min(Math.max(needed ?? PROSE_LEAST, LEAST), PROSE_LEAST)
  if (needed !== undefined) return Math.min(Math.max(needed, LEAST), MOST)
  return width ?? (index === 0 ? TITLE_USUAL : numeric ? NUMBER_USUAL : TEXT_USUAL)
}
