import { useEffect, useState } from 'react'

const LATEST_MS = 2_000

/** True as soon as the page has nothing else to do after it was first drawn: what nobody has asked for yet can come now. */
export function useIsAtRest(): boolean {
  const [isAtRest, setAtRest] = useState(false)
  useEffect(() => {
    // Not in Safari; there it comes a little later, and the first screen just as soon.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(() => setAtRest(true), LATEST_MS / 4)
      return () => clearTimeout(timer)
    }
    const idle = requestIdleCallback(() => setAtRest(true), { timeout: LATEST_MS })
    return () => cancelIdleCallback(idle)
  }, [])
  return isAtRest
}
