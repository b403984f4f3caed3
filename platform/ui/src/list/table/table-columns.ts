import type { Column } from '../list-types.ts'

/** Of the columns for the checkbox and for the actions of a row. */
const CONTROL_WIDTH = 44
const TITLE_LEAST = 200
const NUMBER_LEAST = 120
const TEXT_LEAST = 140

/** Pixels. Two lines of small text fit into a comfortable row, and names of two lines into the header. */
export const ROW_HEIGHT = { comfortable: 44, compact: 32 } as const
export const HEADER_HEIGHT = 40
/** Of the bar that lies over the lower edge of the table while rows are selected. */
export const BAR_HEIGHT = 64

/** Tracks of the grid that header and rows share, the width below which it scrolls sideways, and where its first column stays. */
export function tableTracks(
  columns: readonly Column<unknown>[],
  { canChoose, canAct }: { canChoose: boolean; canAct: boolean },
): { tracks: string; least: number; titleLeft: number } {
  const someShare = columns.some(({ width }) => width === undefined)
  const sized = columns.map(({ width, numeric }, index) => {
    const least = width ?? (index === 0 ? TITLE_LEAST : numeric ? NUMBER_LEAST : TEXT_LEAST)
    const shares = width === undefined || (!someShare && index === columns.length - 1)
    const share = index === 0 ? 2 : 1
    return { least, track: shares ? `minmax(${least}px, ${share}fr)` : `${width}px` }
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
