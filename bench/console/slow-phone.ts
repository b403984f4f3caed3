import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'

/** A phone of four years ago on "3G fast" as WebPageTest defines it: 1.6 Mbit/s down, 768 kbit/s up, 150 ms there and back. */
const CPU_SLOWDOWN = 4
const DOWN_BYTES_PER_SECOND = 1_600_000 / 8
const UP_BYTES_PER_SECOND = 768_000 / 8
const ROUND_TRIP_MS = 150
const ASKING_MS = 2_500

/** What came over the network: compressed scripts, without the headers of the answers that brought them, and all there was. */
export interface Traffic {
  scriptBytes: number
  bytes: number
}

/** Counts what came to a page until an instant, in milliseconds since 1970. */
export type CountTraffic = (until?: number) => Traffic

/** Slows the page down to that phone, and counts what comes to it from now on. */
export async function slowDown(page: Page): Promise<CountTraffic> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: DOWN_BYTES_PER_SECOND,
    uploadThroughput: UP_BYTES_PER_SECOND,
  })
  return count(session)
}

/** Counts what comes to a page from now on, at full speed. */
export async function countTraffic(page: Page): Promise<CountTraffic> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  return count(session)
}

function count(session: CDPSession): CountTraffic {
  const loaded: (Traffic & { at: number })[] = []
  const scriptHeaders = new Map<string, number>()
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') scriptHeaders.set(requestId, response.encodedDataLength)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const headers = scriptHeaders.get(requestId)
    const scriptBytes = headers === undefined ? 0 : encodedDataLength - headers
    loaded.push({ at: Date.now(), bytes: encodedDataLength, scriptBytes })
  })
  return (until = Number.POSITIVE_INFINITY) =>
    loaded
      .filter(({ at }) => at <= until)
      .reduce(
        (sum, { bytes, scriptBytes }) => ({
          bytes: sum.bytes + bytes,
          scriptBytes: sum.scriptBytes + scriptBytes,
        }),
        { bytes: 0, scriptBytes: 0 },
      )
}

/**
 * Notes in a page yet to be opened when an element that fits the selector is there and the main thread has come to rest
 * after it: from then on it answers to who uses it. Tells how many milliseconds after the navigation began, and at which
 * instant, in milliseconds since 1970.
 */
export async function noteWhenUsable(
  page: Page,
  selector: string,
): Promise<() => Promise<{ after: number; at: number }>> {
  await page.addInitScript((wanted) => {
    const noted = window as unknown as { usableAt?: number }
    const observer = new MutationObserver(() => {
      if (!document.querySelector(wanted)) return
      observer.disconnect()
      requestAnimationFrame(() =>
        setTimeout(() => {
          noted.usableAt = performance.now()
        }, 0),
      )
    })
    observer.observe(document, { childList: true, subtree: true })
  }, selector)
  return async () => {
    // Asked seldom and late: the page would be answering instead of coming up.
    for (;;) {
      await sleep(ASKING_MS)
      const [began, after] = await page.evaluate(() => [
        performance.timeOrigin,
        (window as unknown as { usableAt?: number }).usableAt,
      ])
      if (after !== undefined) return { after, at: began + after }
    }
  }
}
