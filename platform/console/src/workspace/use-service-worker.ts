import { useEffect } from 'react'

/**
 * Has the browser keep the console's files for when there is no network: once the page is at rest, since all of them come
 * then. Not where the person asked their browser to save data, nor where nothing was built.
 */
export function useServiceWorker(): void {
  useEffect(() => {
    const { serviceWorker, connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
    if (!import.meta.env.PROD || connection?.saveData || !serviceWorker) return
    // Without it everything works as long as there is a network: told to whoever looks, and no reason to stop.
    serviceWorker.register('/sw.js').catch((error: unknown) => console.warn('no offline copy', error))
  }, [])
}
