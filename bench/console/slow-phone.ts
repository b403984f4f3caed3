import type { CDPSession, Page } from 'playwright-core'

/** A phone of four years ago on "3G fast" as WebPageTest defines it: 1.6 Mbit/s down, 768 kbit/s up, 150 ms there and back. */
const CPU_SLOWDOWN = 4
const DOWN_BYTES_PER_SECOND = 1_600_000 / 8
const UP_BYTES_PER_SECOND = 768_000 / 8
const ROUND_TRIP_MS = 150

/** What came over the network: compressed scripts, without the headers of the answers that brought them, and all there was. */
export interface Traffic {
  scriptBytes: number
  bytes: number
}

/** Slows the page down to that phone, and counts what comes to it from now on. */
export async function slowDown(page: Page): Promise<Traffic> {
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
export async function countTraffic(page: Page): Promise<Traffic> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  return count(session)
}

function count(session: CDPSession): Traffic {
  const traffic: Traffic = { scriptBytes: 0, bytes: 0 }
  const scriptHeaders = new Map<string, number>()
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script') scriptHeaders.set(requestId, response.encodedDataLength)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    traffic.bytes += encodedDataLength
    const headers = scriptHeaders.get(requestId)
    if (headers !== undefined) traffic.scriptBytes += encodedDataLength - headers
  })
  return traffic
}

/**
 * Notes in a page yet to be opened when an element that fits the selector is there and the main thread has come to rest
 * after it: from then on it answers to who uses it. Milliseconds since the navigation began.
 */
export async function noteWhenUsable(page: Page, selector: string): Promise<() => Promise<number>> {
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
    const noted = await page.waitForFunction(() => (window as unknown as { usableAt?: number }).usableAt)
    return (await noted.jsonValue()) as number
  }
}
