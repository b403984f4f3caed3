import type { Browser } from 'playwright-core'
import type { Figure } from '../figure.ts'
import type { Login } from '../person.ts'
import { openSignedIn } from './signed-in.ts'

const LONGEST_FRAME_MS = 50
const MOST_BYTES = 200_000_000
const PIXELS_PER_FRAME = 1_200
/** Longer than any page of rows takes to come. */
const REST_MS = 5_000

/** A person holds "page down" through the whole list; each frame is timed, and the memory afterwards is what is kept. */
export async function benchLongList(
  browser: Browser,
  options: { url: string; who: Login; path: string; rows: number },
): Promise<Figure[]> {
  const page = await openSignedIn(browser, options.url, options.who, options.path)
  await page.getByRole('row').nth(5).waitFor()
  const { frames, rows } = await page.evaluate(scrollThrough, { pixels: PIXELS_PER_FRAME, restMs: REST_MS })
  if (rows < options.rows) throw new Error(`the list ended after ${rows} of ${options.rows} rows`)
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await page.context().close()
  const sorted = frames.toSorted((a, b) => a - b)
  const longest = sorted.at(-1) ?? 0
  const long = sorted.filter((milliseconds) => milliseconds > LONGEST_FRAME_MS).length
  return [
    {
      what: `scrolling through ${options.rows.toLocaleString('en')} rows, longest frame`,
      ratio: null,
      target: `≤ ${LONGEST_FRAME_MS} ms`,
      reached: long === 0,
      detail: `${longest.toFixed(0)} ms; ${long} of ${frames.length} above; 99 % within ${at(sorted, 0.99).toFixed(0)} ms`,
    },
    {
      what: 'memory of the page after it',
      ratio: null,
      target: `< ${MOST_BYTES / 1_000_000} MB`,
      reached: usedSize < MOST_BYTES,
      detail: `${Math.round(usedSize / 1_000_000)} MB`,
    },
  ]
}

/** Runs in the page, until it has stood at its end for a while. Milliseconds of every frame, and the last row's number. */
function scrollThrough({ pixels, restMs }: { pixels: number; restMs: number }) {
  const frames: number[] = []
  let before = performance.now()
  let atEndSince: number | null = null
  let scroller = document.querySelector('[role="table"], [role="grid"], table') as Element
  while (scroller.scrollHeight <= scroller.clientHeight && scroller.parentElement)
    scroller = scroller.parentElement
  return new Promise<{ frames: number[]; rows: number }>((resolve) => {
    const step = (now: number) => {
      frames.push(now - before)
      before = now
      scroller.scrollBy(0, pixels)
      const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2
      atEndSince = isAtEnd ? (atEndSince ?? now) : null
      if (atEndSince !== null && now - atEndSince > restMs) {
        const numbers = [...document.querySelectorAll('[aria-rowindex]')].map((row) =>
          Number(row.ariaRowIndex),
        )
        // The header is the first row.
        resolve({ frames, rows: Math.max(...numbers) - 1 })
      } else requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? 0
}
