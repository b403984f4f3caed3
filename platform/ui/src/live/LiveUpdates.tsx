import { ApiProblem } from '@lumbung/client'
import { LIVE_PATH } from '@lumbung/kernel/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useClient } from '../data/client.tsx'
import { renew } from '../data/query-client.ts'
import { useSession } from '../session/session.tsx'
import { connection, learnFromProblem, watchConnection } from './connection.ts'
import { createTopicGatherer } from './gather-topics.ts'
import { keepListening } from './keep-listening.ts'
import { useIsSeen } from './use-is-seen.ts'

/**
 * Reads anew what changes on the server, as long as the page can be seen. A page in the background has no stream and so
 * takes no connection from the few that a browser opens to one server; when it is looked at again, it reads everything.
 */
export function LiveUpdates(): null {
  const client = useClient()
  const queries = useQueryClient()
  const { identity, me } = useSession()
  const isSeen = useIsSeen()
  const isListening = isSeen && me.tenant !== null
  // What a page read while it opened is as new as its first stream.
  const hasListened = useRef(false)

  useEffect(() => watchConnection(queries), [queries])

  useEffect(() => {
    if (!isListening) return
    const gatherer = createTopicGatherer((topics) =>
      Promise.all(topics.map((topic) => renew(queries, topic))),
    )
    const askSession = async () => {
      try {
        await identity.readMe(client)
        connection.learn({ isReached: true })
        return true
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem
        learnFromProblem(problem)
        return false
      }
    }
    const onReady = () => {
      connection.learn({ isTold: true, isReached: true })
      if (hasListened.current) void queries.invalidateQueries()
      hasListened.current = true
    }
    const begin = () => {
      const stop = new AbortController()
      void keepListening(
        {
          open: () => new EventSource(`/api/v1${LIVE_PATH}`),
          askSession,
          onReady,
          onChanged: gatherer.add,
          onGivenUp: () => connection.learn({ isTold: false }),
        },
        stop.signal,
      )
      return stop
    }
    let listening = begin()
    // A network that is back is no reason to wait out the pause.
    const onOnline = () => {
      listening.abort()
      listening = begin()
    }
    addEventListener('online', onOnline)
    return () => {
      removeEventListener('online', onOnline)
      listening.abort()
      gatherer.stop()
    }
  }, [client, queries, identity, isListening])
  return null
}
