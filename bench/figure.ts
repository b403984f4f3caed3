/** One line of the report. `ratio` is what is compared; `detail` are the two sides of it. */
export interface Figure {
  what: string
  ratio: number | null
  target: string
  reached: boolean
  detail: string
}

export function printFigures(figures: Figure[]): void {
  for (const { what, ratio, target, reached, detail } of figures) {
    const shown = ratio === null ? '' : ratio.toFixed(2).padStart(6)
    process.stdout.write(
      `${reached ? '✓' : '✗'} ${what.padEnd(58)} ${shown}   ${target.padEnd(26)} ${detail}\n`,
    )
  }
}
