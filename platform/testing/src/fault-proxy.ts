import { connect, createServer, type Server, type Socket } from 'node:net'

/** What the proxy does to traffic until told otherwise. */
export type Fault =
  | { kind: 'none' }
  /** Bytes wait this long in each direction. */
  | { kind: 'slow'; milliseconds: number }
  /** Nothing passes, connections stay open. */
  | { kind: 'silent' }
  /** New connections are refused. */
  | { kind: 'refuse' }

export interface FaultProxy {
  port: number
  set(fault: Fault): void
  /** Resets every open connection at once. */
  cut(): number
  close(): Promise<void>
}

/** A TCP proxy on loopback that can slow, silence, refuse and cut what passes: a bad network for tests. */
export async function startFaultProxy(target: { host: string; port: number }): Promise<FaultProxy> {
  let fault: Fault = { kind: 'none' }
  const pairs = new Set<[Socket, Socket]>()
  const server: Server = createServer((client) => {
    if (fault.kind === 'refuse') {
      client.resetAndDestroy()
      return
    }
    const upstream = connect(target)
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      client.destroy()
      upstream.destroy()
    }
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on('data', (bytes) => pass(bytes, to))
      from.on('end', () => to.end())
      from.on('error', end)
      from.on('close', end)
    }
  })
  const pass = (bytes: Buffer, to: Socket) => {
    if (fault.kind === 'silent') return
    if (fault.kind === 'slow') setTimeout(() => to.writable && to.write(bytes), fault.milliseconds)
    else if (to.writable) to.write(bytes)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const cut = () => {
    const open = [...pairs]
    for (const [client, upstream] of open) {
      client.resetAndDestroy()
      upstream.resetAndDestroy()
    }
    return open.length
  }
  return {
    port,
    set: (next) => {
      fault = next
    },
    cut,
    close: async () => {
      cut()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
