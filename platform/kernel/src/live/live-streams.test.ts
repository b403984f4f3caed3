import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import type { Principal } from '../access/principal.ts'
import { LiveStream } from './live-stream.ts'
import { LiveStreams } from './live-streams.ts'

const TENANT = '01936f2a-7b1c-7000-8000-000000000001'

const server = createServer()
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
  server.close()
})

/** The server's side of a connection whose other side reads nothing. */
async function unreadResponse(): Promise<ServerResponse> {
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  sockets.push(socket)
  socket.on('error', () => undefined)
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse]
  return response.writeHead(200)
}

function streamOf(response: ServerResponse, userId = 'person'): LiveStream {
  const grants = [
    { roleKey: 'all', roleName: 'All', permissions: ['*'], scope: { kind: 'tenant', id: null } },
  ]
  return new LiveStream(response, { userId, tenant: { id: TENANT }, grants } as unknown as Principal)
}

it('a reader that does not read is cut off before it fills the memory', async () => {
  const streams = new LiveStreams()
  const response = await unreadResponse()
  const stream = streamOf(response)
  response.once('close', () => streams.remove(stream))
  streams.add(stream)
  const topics = Array.from({ length: 200 }, (_, index) => `probe.${'t'.repeat(100)}${index}`)
  let most = 0
  for (let told = 0; told < 10_000 && !response.destroyed; told += 1) {
    streams.changed(TENANT, topics)
    most = Math.max(most, response.writableLength)
    await new Promise(setImmediate)
  }
  expect(response.destroyed).toBe(true)
  expect(most).toBeLessThan(128 * 1024)
  await expect.poll(() => streams.count()).toBe(0)
})

it('a server with as many streams as it bears takes no more, until one goes', async () => {
  const streams = new LiveStreams(2)
  const [first, second] = [streamOf(await unreadResponse(), 'one'), streamOf(await unreadResponse(), 'other')]
  streams.add(first)
  expect(streams.hasRoom()).toBe(true)
  streams.add(second)
  expect(streams.hasRoom()).toBe(false)
  streams.remove(first)
  expect(streams.hasRoom()).toBe(true)
  streams.remove(first)
  expect(streams.count()).toBe(1)
  streams.close()
  expect([streams.hasRoom(), streams.count()]).toEqual([false, 0])
})

it('more topics than fit into one event are told in several', async () => {
  const response = await unreadResponse()
  const written: string[] = []
  const write = response.write.bind(response)
  response.write = ((text: string) => {
    written.push(text)
    return write(text)
  }) as typeof response.write
  streamOf(response).tellChanged(Array.from({ length: 450 }, (_, index) => `probe.t${index}`))
  expect(written.map((text) => JSON.parse(text.split('data: ')[1] as string).topics.length)).toEqual([
    200, 200, 50,
  ])
})
