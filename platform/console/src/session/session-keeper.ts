import { createClient } from '@lumbung/client'
import type { Identity } from '@lumbung/ui'

/**
 * Keeps a session going while somebody works: an expired access cookie is renewed once for all requests that met it,
 * in all tabs; where the session itself is over, the requests wait until the person has signed in again over the page
 * that they are on, so that nothing typed is lost.
 */
export interface SessionKeeper {
  /** True when the request may be made once more. */
  renew(): Promise<boolean>
  /** Told when the person must sign in again, and when that is over. */
  subscribe(listener: () => void): () => void
  isLost(): boolean
  /** The person has signed in again (true), or left it (false). */
  settle(again: boolean): void
}

export function createSessionKeeper(identity: Pick<Identity, 'refresh'>): SessionKeeper {
  const client = createClient({ baseUrl: '', cookies: true })
  const listeners = new Set<() => void>()
  let renewing: Promise<boolean> | undefined
  let lost: { promise: Promise<boolean>; resolve: (again: boolean) => void } | undefined
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const renewOnce = async () => {
    if (await refreshInTurn(() => identity.refresh(client))) return true
    lost ??= Promise.withResolvers<boolean>()
    tell()
    return lost.promise
  }
  return {
    renew: () => {
      renewing ??= renewOnce().finally(() => {
        renewing = undefined
      })
      return renewing
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isLost: () => lost !== undefined,
    settle: (again) => {
      lost?.resolve(again)
      lost = undefined
      tell()
    },
  }
}

/** One tab at a time, where the browser can: the refresh token is exchanged, and each exchange ends the one before. */
function refreshInTurn(refresh: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks ? navigator.locks.request('lumbung.refresh', refresh) : refresh()
}
