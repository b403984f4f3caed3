import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { SeededRandom } from '../../../apps/fuel/seed/seeded-random.ts'
import { type CrashCommand, drawCommand, requestOf } from './commands.ts'

/** What became of a command, as its sender knows it. */
export interface Outcome {
  command: CrashCommand
  status: 201 | 422
  text: string
  /** An attempt before this answer had an unknown end, so a refusal may not be the last word; see settle.ts. */
  afterUnknown: boolean
}

export interface Address {
  port: number
  ready: boolean
}

export interface Senders {
  /** Access tokens: of whoever receives, and of each site's operator. */
  receiver: string
  operators: readonly string[]
}

export interface Reply {
  status: number
  text: string
  replayed: boolean
}

/** Longest that a command may stay unknown; a run in which nothing comes back must end. */
const MOST_MILLISECONDS_UNKNOWN = 90_000

/** Never reached the server, so nothing can have happened. */
const NOT_SENT = new Set(['ECONNREFUSED'])

/** Sends commands and keeps at each until its outcome is known. */
export class CommandSender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 512 })
  readonly #servers: readonly Address[]
  readonly #senders: Senders
  readonly #startedAt: number
  /** What attempts ended with, other than with a known outcome: status or error code → how often. */
  readonly interruptions = new Map<string, number>()

  constructor(servers: readonly Address[], senders: Senders, startedAt: number) {
    this.#servers = servers
    this.#senders = senders
    this.#startedAt = startedAt
  }

  /** Sends all commands of a run over `clients` senders; `onKnown` is told after each. */
  async sendAll(
    run: { seed: number; operations: number; clients: number },
    onKnown: (outcome: Outcome) => void,
  ): Promise<void> {
    let next = 0
    const client = async (number: number) => {
      for (let index = next++; index < run.operations; index = next++) {
        onKnown(await this.#sendUntilKnown(drawCommand(run.seed, index), number))
      }
    }
    await Promise.all(Array.from({ length: run.clients }, (_, number) => client(number)))
  }

  /** One attempt, when all faults are over. */
  async sendAgain(command: CrashCommand): Promise<Reply> {
    const server = this.#servers.find(({ ready }) => ready)
    if (!server) throw new Error('no server is up')
    return await this.#attempt(server.port, command, 30_000)
  }

  close(): void {
    this.#agent.destroy()
  }

  async #sendUntilKnown(command: CrashCommand, client: number): Promise<Outcome> {
    const random = new SeededRandom(command.index)
    const deadline = Date.now() + MOST_MILLISECONDS_UNKNOWN
    let afterUnknown = false
    for (let attempt = client; ; attempt += 1) {
      if (Date.now() > deadline) {
        const seen = JSON.stringify(Object.fromEntries(this.interruptions))
        throw new Error(`${command.key} stays unknown; attempts ended with ${seen}`)
      }
      const server = this.#servers[attempt % this.#servers.length] as Address
      // Some people wait, some press again at once: then two servers have the same key in hand at the same moment.
      const patience = random.between(1, 4) === 1 ? 700 : 8_000
      try {
        const { status, text } = await this.#attempt(server.port, command, patience)
        if (status === 201 || status === 422) return { command, status, text, afterUnknown }
        if (status !== 409 && status !== 429 && status < 500)
          throw new UnexpectedAnswer(`${command.key}: ${status} ${text}`)
        this.#note(String(status))
        // A lock or a share of the database that did not come free: certainly nothing was done.
        afterUnknown ||= status !== 409 && status !== 429
      } catch (error) {
        if (error instanceof UnexpectedAnswer) throw error
        const code = (error as { code?: string }).code ?? (error as Error).message
        this.#note(code)
        afterUnknown ||= !NOT_SENT.has(code)
      }
      await sleep(random.between(20, 150))
    }
  }

  #note(end: string): void {
    this.interruptions.set(end, (this.interruptions.get(end) ?? 0) + 1)
  }

  #attempt(port: number, command: CrashCommand, patience: number): Promise<Reply> {
    const { path, body } = requestOf(command, this.#startedAt)
    const token = command.kind === 'in' ? this.#senders.receiver : this.#senders.operators[command.site]
    return new Promise((resolve, reject) => {
      const outgoing = request({
        agent: this.#agent,
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'idempotency-key': command.key,
        },
      })
      const impatience = setTimeout(() => outgoing.destroy(new Error('gave up waiting')), patience)
      const settle = (act: () => void) => {
        clearTimeout(impatience)
        act()
      }
      outgoing.on('error', (error) => settle(() => reject(error)))
      outgoing.on('response', (incoming) => {
        let text = ''
        incoming.setEncoding('utf8')
        incoming.on('data', (chunk) => {
          text += chunk
        })
        incoming.on('error', (error) => settle(() => reject(error)))
        incoming.on('end', () => {
          const replayed = incoming.headers['idempotency-replayed'] === 'true'
          settle(() => resolve({ status: incoming.statusCode ?? 0, text, replayed }))
        })
      })
      outgoing.end(body)
    })
  }
}

class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer'
}
