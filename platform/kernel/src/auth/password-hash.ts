import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { raise } from '@lumbung/contract'
import { unavailable } from '../../contract/problems.ts'
import { assertPasswordAllowed, type PasswordOwner } from './password-policy.ts'

/** Cost of one argon2id hash: memory in KiB, passes over it, lanes. */
export interface HashCost {
  memoryKiB: number
  passes: number
  lanes: number
}

/** OWASP's minimum (19 MiB, two passes, one lane); raising it rehashes each password at its next sign-in. */
export const PASSWORD_COST: HashCost = { memoryKiB: 19_456, passes: 2, lanes: 1 }
const TAG_BYTES = 32
const SALT_BYTES = 16
const PHC = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/**
 * The same password typed on two keyboards may differ in Unicode composition; NFKC makes them one. Every byte counts:
 * argon2id has no length at which it stops reading.
 */
function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize('NFKC'), 'utf8')
}

/** The password's argon2id hash as a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. */
export async function hashPassword(password: string, cost: HashCost = PASSWORD_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await gate.run(() => derive(bytesOf(password), salt, cost, TAG_BYTES))
  const { memoryKiB, passes, lanes } = cost
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(tag)}`
}

/** Hashes a password that the policy allows this person; throws `platform.invalid_input` on `field` otherwise. */
export async function hashAllowedPassword(
  owner: PasswordOwner,
  password: string,
  field?: string,
): Promise<string> {
  assertPasswordAllowed(password, owner, field)
  return await hashPassword(password)
}

/**
 * Whether the password makes this hash. Without a hash (no such person, or one who has no password) the same work is
 * done on one that nothing makes, so that the time tells nothing.
 */
export async function verifyPassword(password: string, phc: string | null): Promise<boolean> {
  const stored = parsePhc(phc ?? NEVER_MATCHING)
  const { salt, tag, cost } = stored
  const made = await gate.run(() => derive(bytesOf(password), salt, cost, tag.length))
  return timingSafeEqual(made, tag) && phc !== null
}

/** True when the hash was made with another cost than today's. */
export function needsRehash(phc: string, cost: HashCost = PASSWORD_COST): boolean {
  const stored = parsePhc(phc).cost
  return stored.memoryKiB !== cost.memoryKiB || stored.passes !== cost.passes || stored.lanes !== cost.lanes
}

const NEVER_MATCHING = `$argon2id$v=19$m=${PASSWORD_COST.memoryKiB},t=${PASSWORD_COST.passes},p=${PASSWORD_COST.lanes}$${unpadded(randomBytes(SALT_BYTES))}$${unpadded(randomBytes(TAG_BYTES))}`

function parsePhc(phc: string): { cost: HashCost; salt: Buffer; tag: Buffer } {
  const match = PHC.exec(phc)
  if (!match) throw new Error('a stored password hash is not an argon2id PHC string')
  const [, memoryKiB, passes, lanes, salt, tag] = match as unknown as [string, ...string[]]
  return {
    cost: { memoryKiB: Number(memoryKiB), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt as string, 'base64'),
    tag: Buffer.from(tag as string, 'base64'),
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

function derive(message: Buffer, salt: Buffer, cost: HashCost, tagLength: number): Promise<Buffer> {
  const { memoryKiB, passes, lanes } = cost
  return new Promise((resolve, reject) => {
    argon2(
      'argon2id',
      { message, nonce: salt, parallelism: lanes, tagLength, memory: memoryKiB, passes },
      (error, tag) => (error ? reject(error) : resolve(tag)),
    )
  })
}

/**
 * Hashing takes a thread of libuv's four and 19 MiB for about 40 ms: a flood of sign-ins must neither starve file
 * access nor grow the process. A few run, some wait, the rest are told to come back.
 */
class HashGate {
  readonly #atOnce: number
  readonly #mostWaiting: number
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce
    this.#mostWaiting = mostWaiting
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) {
      if (this.#waiting.length >= this.#mostWaiting) throw raise(unavailable, { retryAfterSeconds: 2 })
      // The one that ends hands its place over, so `#running` does not change in between.
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else {
      this.#running += 1
    }
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}

/** One for the process, because threads and memory are the process's. */
const gate = new HashGate(Math.min(3, Math.max(2, availableParallelism())), 64)
