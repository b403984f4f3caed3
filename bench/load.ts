import { connect, type Socket } from 'node:net'

export interface LoadResult {
  requests: number
  seconds: number
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Of the answers below 400 alone. */
  acceptedP99: number
  /** Status → how many. */
  statuses: Map<number, number>
  /** Answers 429 and 503 that do not say when to come back. */
  withoutRetryAfter: number
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
  /** Ends the load before its time. */
  isOver?: () => boolean
}): Promise<LoadResult> {
  const latencies: number[] = []
  const accepted: number[] = []
  const statuses = new Map<number, number>()
  let withoutRetryAfter = 0
  const started = performance.now()
  const deadline = started + options.seconds * 1_000
  await Promise.all(
    Array.from({ length: options.connections }, () =>
      driveConnection(options, deadline, (head, status, milliseconds) => {
        latencies.push(milliseconds)
        if (status < 400) accepted.push(milliseconds)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if ((status === 429 || status === 503) && !/^retry-after: \d+\r?$/im.test(head))
          withoutRetryAfter += 1
      }),
    ),
  )
  const seconds = (performance.now() - started) / 1_000
  latencies.sort((a, b) => a - b)
  accepted.sort((a, b) => a - b)
  return {
    requests: latencies.length,
    seconds,
    perSecond: latencies.length / seconds,
    p50: at(latencies, 0.5),
    p99: at(latencies, 0.99),
    acceptedP99: at(accepted, 0.99),
    statuses,
    withoutRetryAfter,
  }
}

function at(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function driveConnection(
  options: { port: number; request: () => string; isOver?: () => boolean },
  deadline: number,
  answered: (head: string, status: number, milliseconds: number) => void,
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
      const head = headOfWhole(received)
      if (head === undefined) return
      received = Buffer.alloc(0)
      const now = performance.now()
      answered(head, Number(head.slice(9, 12)), now - sentAt)
      if (now >= deadline || options.isOver?.()) socket.end()
      else send()
    })
  })
}

/** The head once it and the body (Content-Length) are there; the server answers JSON with a length, never chunked. */
function headOfWhole(bytes: Buffer): string | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n')
  if (headEnd === -1) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const length = /content-length: (\d+)/i.exec(head)
  if (!length) throw new Error(`a response without Content-Length:\n${head}`)
  if (bytes.length < headEnd + 4 + Number(length[1])) return undefined
  return head
}
