import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { renew } from '../data/query-client.ts'
import { useConnection } from './connection.ts'

/** A hint can be lost, a missed end of running work would be waited for in vain. */
const SAFETY_SECONDS = 30

/**
 * For screens that show running work: `useRead(…, { everySeconds: useLiveOrEvery(5) })` reads every so many seconds
 * where no stream tells of changes, and rarely where one does.
 */
export function useLiveOrEvery(seconds: number): number {
  return useConnection() === 'live' ? Math.max(seconds, SAFETY_SECONDS) : seconds
}

/** The same for everything that is read of a topic (`platform.job`), such as the rows of a list, while `isRunning`. */
export function useTopicLiveOrEvery(topic: string, seconds: number, isRunning = true): void {
  const queries = useQueryClient()
  const every = useLiveOrEvery(seconds)
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => void renew(queries, topic), every * 1_000)
    return () => clearInterval(timer)
  }, [queries, topic, every, isRunning])
}
