import { connect, type Socket } from 'node:net'

export interface LoadResult {
  requests: number
  seconds: number
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Status → how many. */
  statuses: Map<number, number>
}

/**
 * Sends requests over keep-alive connections, one at a time on each, until the time is over. Raw sockets, because the
 * generator shares the machine with the server and must take as little of it as it can.
 */
export async function generateLoad(options: {
  port: number
  connections: number
  seconds: number
  /** The whole HTTP/1.1 request; called for each. */
  request: () => string
}): Promise<LoadResult> {
  const latencies: number[] = []
  const statuses = new Map<number, number>()
  const started = performance.now()
  const deadline = started + options.seconds * 1_000
  await Promise.all(
    Array.from({ length: options.connections }, () =>
      driveConnection(options, deadline, latencies, statuses),
    ),
  )
  const seconds = (performance.now() - started) / 1_000
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  return {
    requests: latencies.length,
    seconds,
    perSecond: latencies.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    statuses,
  }
}

function driveConnection(
  options: { port: number; request: () => string },
  deadline: number,
  latencies: number[],
  statuses: Map<number, number>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true })
    let sentAt = 0
    let received = Buffer.alloc(0)
    const send = () => {
      sentAt = performance.now()
      socket.write(options.request())
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => resolve())
    socket.on('data', (bytes) => {
      received = received.length === 0 ? bytes : Buffer.concat([received, bytes])
      const status = wholeResponse(received)
      if (status === undefined) return
      received = Buffer.alloc(0)
      const now = performance.now()
      latencies.push(now - sentAt)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (now >= deadline) socket.end()
      else send()
    })
  })
}

/** The status once head and body (Content-Length) are there; the server answers JSON with a length, never chunked. */
function wholeResponse(bytes: Buffer): number | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const length = /content-length: (\d+)/i.exec(head)
  if (!length) throw new Error(`a response without Content-Length:\n${head}`)
  if (bytes.length < headEnd + 4 + Number(length[1])) return undefined
  return Number(head.slice(9, 12))
}
