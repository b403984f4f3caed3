import { ApiProblem } from '@lumbung/client'
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { isOutOfReach } from '../problem/out-of-reach.ts'
import { type Connection, createConnectionState } from './connection-state.ts'

/** Of this page; there is one server and one network behind it. */
export const connection = createConnectionState({ isOnline: navigator.onLine })

/** How fresh what is shown can be: told as it changes, asked for every few seconds, or not at all. */
export function useConnection(): Connection {
  return useSyncExternalStore(connection.subscribe, connection.read)
}

/**
 * A problem that a server answered with shows that it can be reached; a proxy's word that nobody is behind it, that it
 * cannot; what else somebody between answered shows nothing.
 */
export function learnFromProblem(problem: ApiProblem): void {
  if (isOutOfReach(problem)) connection.learn({ isReached: false })
  else if (problem.code !== 'client.unexpected_answer') connection.learn({ isReached: true })
}

/** Learns from the browser and from everything that is read. Answers the function that ends it. */
export function watchConnection(queries: QueryClient): () => void {
  const onNetwork = () => connection.learn({ isOnline: navigator.onLine })
  addEventListener('online', onNetwork)
  addEventListener('offline', onNetwork)
  const unsubscribe = queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated') return
    if (event.action.type === 'success') connection.learn({ isReached: true })
    if (event.action.type === 'error' && event.action.error instanceof ApiProblem)
      learnFromProblem(event.action.error)
  })
  return () => {
    removeEventListener('online', onNetwork)
    removeEventListener('offline', onNetwork)
    unsubscribe()
  }
}
