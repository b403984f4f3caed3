import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, ServerProcess } from '../guarantees/crash/server-process.ts'

export interface RunningServer {
  url: string
  login: string
  password: string
  stop(): Promise<void>
}

/** The product as somebody starts it for the first time: a process of its own, with its own PostgreSQL, and nothing in it. */
export async function startEmptyInstallation(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-foreign-'))
  const [login, password] = ['admin@example.test', 'empat kata untuk mencoba']
  const port = await freePort()
  const server = new ServerProcess({
    port,
    logFile: join(folder, 'server.log'),
    env: {
      NODE_ENV: 'test',
      LUMBUNG_DATA: join(folder, 'data'),
      LUMBUNG_CONSOLE: 'off',
      LUMBUNG_ADMIN_EMAIL: login,
      LUMBUNG_ADMIN_PASSWORD: password,
      // A slow machine is no overload: a test that a neighbour holds up must not be answered 503.
      LUMBUNG_SHED_DELAY_MS: '600000',
    },
  })
  server.run()
  while (!server.ready) {
    if (server.failedStarts > 1) throw new Error('the server does not start')
    await sleep(100)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    login,
    password,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
