import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createLogger } from '../telemetry/logger.ts'
import { connectRedis, type RedisConnection } from './redis.ts'

let connection: RedisConnection | undefined
let server: Server | undefined
const sockets = new Set<Socket>()

afterEach(async () => {
  await connection?.close()
  await stopServer()
})

async function stopServer(): Promise<void> {
  for (const socket of sockets) socket.destroy()
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
  server = undefined
}

/** As much of the protocol as a connection check needs: an answer to every command of one line of arguments. */
async function startServer(port = 0): Promise<number> {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', (bytes) => {
      for (const [name] of bytes.toString().matchAll(/\r\n(info|ping|client|hello|select)\r\n/gi)) {
        socket.write(
          /info/i.test(name) ? '$15\r\nredis_version:7\r\n' : /ping/i.test(name) ? '+PONG\r\n' : '+OK\r\n',
        )
      }
    })
  })
  await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve))
  return (server.address() as { port: number }).port
}

async function eventually(check: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await check()) return true
    await sleep(50)
  }
  return false
}

test('a server that is away is no error of the program: it is unhealthy, logged once, and found again', async () => {
  const port = await startServer()
  const lines: Record<string, unknown>[] = []
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(JSON.parse(line)) } })
  connection = connectRedis(`redis://127.0.0.1:${port}`, log)
  expect(await eventually(() => (connection as RedisConnection).healthy())).toBe(true)
  await stopServer()
  expect(await eventually(async () => !(await (connection as RedisConnection).healthy()))).toBe(true)
  await expect(connection.client.get('key')).rejects.toThrow()
  await sleep(1_000)
  expect(lines.filter((line) => line.msg === 'Redis cannot be reached')).toHaveLength(1)
  await startServer(port)
  expect(await eventually(() => (connection as RedisConnection).healthy())).toBe(true)
  expect(lines.at(-1)?.msg).toBe('Redis is back')
})
