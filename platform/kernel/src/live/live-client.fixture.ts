import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

export interface LiveEvent {
  /** `comment` for what keeps the connection alive. */
  event: string
  data: unknown
}

/** A reader of the stream, over a real connection. */
export interface LiveClient {
  response: Response
  events: LiveEvent[]
  /** The names of topics heard so far, in order. */
  topics(): string[]
  /** Resolves when the server has ended the stream, or it was cut. */
  ended: Promise<void>
  leave(): void
}

/** The address at which a platform's server answers, opened at the first use. */
export async function listen(http: FastifyInstance): Promise<string> {
  if (!http.server.listening) await http.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
}

export async function openLive(http: FastifyInstance, headers: Record<string, string>): Promise<LiveClient> {
  const leaving = new AbortController()
  const response = await fetch(`${await listen(http)}/api/v1/live`, { headers, signal: leaving.signal })
  const events: LiveEvent[] = []
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  return {
    response,
    events,
    topics: () =>
      events.flatMap(({ event, data }) => (event === 'changed' ? (data as { topics: string[] }).topics : [])),
    ended: isStream ? read(response, events) : Promise.resolve(),
    leave: () => leaving.abort(),
  }
}

async function read(response: Response, events: LiveEvent[]): Promise<void> {
  const { body } = response
  if (!body) throw new Error('the answer has no body')
  let text = ''
  try {
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) events.push(eventOf(block))
    }
  } catch (error) {
    // A cut connection is one of the ends that tests wait for.
    events.push({ event: 'cut', data: (error as Error).message })
  }
}

function eventOf(block: string): LiveEvent {
  if (block.startsWith(':')) return { event: 'comment', data: null }
  const fields = new Map(
    block.split('\n').map((line) => [line.split(':', 1)[0], line.replace(/^\w+: ?/, '')]),
  )
  const retry = fields.get('retry')
  if (retry !== undefined) return { event: 'retry', data: Number(retry) }
  return { event: fields.get('event') ?? 'message', data: JSON.parse(fields.get('data') ?? 'null') }
}
