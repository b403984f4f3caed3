import { expect, test, vi } from 'vitest'
import { createConnectionState } from './connection-state.ts'

test('a connection is live until something says otherwise', () => {
  expect(createConnectionState({ isOnline: true }).read()).toBe('live')
  expect(createConnectionState({ isOnline: false }).read()).toBe('offline')
})

test('without a stream it polls; a call that did not arrive goes before that', () => {
  const connection = createConnectionState({ isOnline: true })
  connection.learn({ isTold: false })
  expect(connection.read()).toBe('polling')
  connection.learn({ isReached: false })
  expect(connection.read()).toBe('offline')
  connection.learn({ isReached: true })
  expect(connection.read()).toBe('polling')
  connection.learn({ isTold: true })
  expect(connection.read()).toBe('live')
})

test('only a change is told', () => {
  const connection = createConnectionState({ isOnline: true })
  const listener = vi.fn()
  const unsubscribe = connection.subscribe(listener)
  connection.learn({ isReached: true })
  expect(listener).not.toHaveBeenCalled()
  connection.learn({ isOnline: false })
  connection.learn({ isReached: false })
  expect(listener).toHaveBeenCalledTimes(1)
  unsubscribe()
  connection.learn({ isOnline: true, isReached: true })
  expect(listener).toHaveBeenCalledTimes(1)
})
