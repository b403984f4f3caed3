/** Pixels that the parts of a chart take, known before anything is drawn: skeleton, chart and table are as high. */
export const HEIGHTS = { alone: 280, above: 200, below: 160 }

export function bodyHeight(hasBelow: boolean): number {
  return hasBelow ? HEIGHTS.above + HEIGHTS.below : HEIGHTS.alone
}
