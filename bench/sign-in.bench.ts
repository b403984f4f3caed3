import type { Figure } from './figure.ts'
import { type BenchServer, startServer } from './server.ts'

const PORT = 8_476
/** Of each kind; fewer for a quick look. */
const SAMPLES = Number(process.env.BENCH_SIGN_IN_SAMPLES ?? 2_000)
/** Below the number at which an account is locked for new addresses. */
const TRIES_PER_ACCOUNT = 40
const PASSWORD = 'empat kata acak saja'
const MOST_MILLISECONDS_APART = 5

const KINDS = ['known', 'unknown', 'disabled', 'locked'] as const
type Kind = (typeof KINDS)[number]

/**
 * Refused sign-ins of a known, an unknown, a disabled and a locked person, mixed: their bytes must be the same and their
 * median times within 5 ms, or the answer tells who exists.
 */
export async function benchSignIn(folder: string): Promise<Figure[]> {
  const server = await startServer({ folder, port: PORT, env: { LUMBUNG_TRUST_PROXY: '127.0.0.1' } })
  try {
    const logins = await arrange(server)
    const times: Record<Kind, number[]> = { known: [], unknown: [], disabled: [], locked: [] }
    const bodies = new Set<string>()
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      // Shuffled, so that no kind always follows the same other one and pays for what that one left to be recorded.
      const order = [...KINDS].sort(() => Math.random() - 0.5)
      for (const kind of order) {
        const login = logins[kind][sample % logins[kind].length] as string
        const address = kind === 'locked' ? '203.0.113.1' : addressOf(sample)
        const began = performance.now()
        const body = await refusedSignIn(server, login, address)
        times[kind].push(performance.now() - began)
        bodies.add(body)
      }
    }
    const medians = KINDS.map((kind) => [kind, median(times[kind])] as const)
    const apart = Math.max(...medians.map(([, ms]) => ms)) - Math.min(...medians.map(([, ms]) => ms))
    const shown = medians.map(([kind, ms]) => `${kind} ${ms.toFixed(1)}`).join(', ')
    return [
      {
        what: `medians of ${SAMPLES} refused sign-ins of each kind`,
        ratio: null,
        target: `≤ ${MOST_MILLISECONDS_APART} ms apart`,
        reached: apart <= MOST_MILLISECONDS_APART,
        detail: `${apart.toFixed(1)} ms (${shown})`,
      },
      {
        what: 'different answers to refused sign-ins',
        ratio: null,
        target: '1',
        reached: bodies.size === 1,
        detail: String(bodies.size),
      },
    ]
  } finally {
    await server.stop()
  }
}

/** People enough that none is locked by being tried, but for the one who is meant to be. */
async function arrange(server: BenchServer): Promise<Record<Kind, string[]>> {
  const { login, password } = server.administrator
  const { accessToken } = JSON.parse((await send(server, '/auth/login', { login, password })).text)
  const accounts = Math.ceil(SAMPLES / TRIES_PER_ACCOUNT)
  const create = async (name: string): Promise<{ email: string; id: string }> => {
    const email = `${name}@contoh.test`
    const created = await send(server, '/users', { name, email, password: PASSWORD }, accessToken)
    if (created.status !== 201) throw new Error(`no account: ${created.text}`)
    return { email, id: JSON.parse(created.text).id }
  }
  const logins: Record<Kind, string[]> = { known: [], unknown: [], disabled: [], locked: [] }
  for (let n = 0; n < accounts; n += 1) {
    logins.known.push((await create(`dikenal-${n}`)).email)
    logins.unknown.push(`asing-${n}@contoh.test`)
    const disabled = await create(`nonaktif-${n}`)
    await send(server, `/users/${disabled.id}/disable`, {}, accessToken)
    logins.disabled.push(disabled.email)
  }
  const locked = await create('terkunci')
  for (let tries = 0; tries < 6; tries += 1) await refusedSignIn(server, locked.email, '203.0.113.1')
  logins.locked.push(locked.email)
  return logins
}

async function refusedSignIn(server: BenchServer, login: string, address: string): Promise<string> {
  const answer = await send(server, '/auth/login', { login, password: 'bukan kata sandinya' }, null, address)
  if (answer.status !== 401) throw new Error(`expected a refusal, got ${answer.status}: ${answer.text}`)
  const { traceId, timestamp, ...same } = JSON.parse(answer.text)
  if (!traceId || !timestamp) throw new Error('an answer without a trace')
  return JSON.stringify(same)
}

async function send(
  server: BenchServer,
  path: string,
  body: object,
  token: string | null = null,
  address?: string,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${server.port}/api/v1${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(address ? { 'x-forwarded-for': address } : {}),
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}

/** A new address for each sample, as a guesser with many machines has. */
function addressOf(sample: number): string {
  return `198.18.${Math.floor(sample / 250)}.${(sample % 250) + 1}`
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] as number
}
