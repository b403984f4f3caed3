/** Pixels that the parts of a chart take, known before anything is drawn: skeleton, chart and table are as high. */
export const HEIGHTS = { alone: 280, above: 200, below: 104 }
/** Below the last chart stand the days. */
export const DAYS_HEIGHT = 26

/** `below`: how many series are drawn below, each in a chart of its own. */
export function bodyHeight(below: number): number {
  return below === 0 ? HEIGHTS.alone : HEIGHTS.above + below * HEIGHTS.below + DAYS_HEIGHT
}
