import type { Figure } from './figure.ts'
import { startServer, withFolder } from './server.ts'

const PORT = 8_475

/** From the start of the process to the line that says it is running, which comes after the door is open. */
export async function benchStartup(): Promise<Figure[]> {
  return await withFolder(async (folder) => {
    const first = await timedStart(folder)
    const second = await timedStart(folder)
    return [
      {
        what: 'first start',
        ratio: null,
        target: '≤ 15 s',
        reached: first <= 15,
        detail: `${first.toFixed(1)} s`,
      },
      {
        what: 'start on an initialised folder',
        ratio: null,
        target: '≤ 5 s',
        reached: second <= 5,
        detail: `${second.toFixed(1)} s`,
      },
    ]
  })
}

async function timedStart(folder: string): Promise<number> {
  const began = performance.now()
  const server = await startServer({ folder, port: PORT })
  const answer = await fetch(`http://127.0.0.1:${PORT}/health/ready`)
  if (answer.status !== 200) throw new Error(`ready answered ${answer.status}`)
  const seconds = (performance.now() - began) / 1_000
  await server.stop()
  return seconds
}
