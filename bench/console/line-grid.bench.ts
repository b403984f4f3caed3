import type { Browser } from 'playwright-core'
import type { Figure } from '../figure.ts'
import type { Login } from '../person.ts'
import { openSignedIn } from './signed-in.ts'

const LONGEST_MS = 50
const KEYSTROKES = '1234567'
const CELLS = 10
/** The browser reports a key press from here on; what is shorter was painted with the next frame. */
const SHORTEST_REPORTED_MS = 16

/** Digits typed into cells all over a grid of 100 lines: from each key to the frame that shows it, as the browser says. */
export async function benchLineGrid(
  browser: Browser,
  options: { url: string; who: Login; path: string },
): Promise<Figure[]> {
  const page = await openSignedIn(browser, options.url, options.who, options.path)
  await page.getByRole('button', { name: 'Ubah kapasitas' }).click()
  const grid = page.getByRole('grid')
  await grid.waitFor()
  await page.evaluate((threshold) => {
    const noted = window as unknown as { keys: number[] }
    noted.keys = []
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') noted.keys.push(duration)
    }).observe({ type: 'event', durationThreshold: threshold, buffered: true } as PerformanceObserverInit)
  }, SHORTEST_REPORTED_MS)
  const rows = await grid.getByRole('row').count()
  for (let index = 0; index < CELLS; index += 1) {
    const row = 1 + Math.floor((index * (rows - 1)) / CELLS)
    await grid.getByRole('row').nth(row).getByRole('gridcell').nth(1).click()
    await page.keyboard.type(KEYSTROKES, { delay: 80 })
    await page.keyboard.press('Enter')
  }
  const reported = await page.evaluate(() => (window as unknown as { keys: number[] }).keys)
  await page.context().close()
  const longest = Math.max(SHORTEST_REPORTED_MS, ...reported)
  const typed = CELLS * (KEYSTROKES.length + 1)
  return [
    {
      what: `a key press in a grid of ${rows - 1} lines, longest`,
      ratio: null,
      target: `< ${LONGEST_MS} ms`,
      reached: longest < LONGEST_MS,
      detail: `${longest} ms; ${typed - reported.length} of ${typed} within ${SHORTEST_REPORTED_MS} ms`,
    },
  ]
}
