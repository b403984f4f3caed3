import { createHash } from 'node:crypto'
import { raise } from '@lumbung/contract'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { rateLimited } from '../../contract/problems.ts'
import { countedAddress } from '../http/call-counter.ts'

/** A counter that refuses past `points` within `durationSeconds`; the memory and Redis limiters both are one. */
export interface Limiter {
  consume(key: string): Promise<RateLimiterRes>
  reward(key: string, points?: number): Promise<unknown>
  delete(key: string): Promise<boolean>
}

export type LimiterFactory = (options: { name: string; points: number; durationSeconds: number }) => Limiter

export const memoryLimiter: LimiterFactory = ({ name, points, durationSeconds }) =>
  new RateLimiterMemory({ keyPrefix: name, points, duration: durationSeconds })

const PAIR_TRIES = 10
const PAIR_SECONDS = 15 * 60
const DEVICE_TRIES = 10
const DEVICE_SECONDS = 15 * 60
const ACCOUNT_TRIES = 50
const ACCOUNT_SECONDS = 60 * 60

/** Where a try comes from. */
export interface TryOrigin {
  address: string | null
  /** The account has signed in from this address before. */
  addressIsKnown: boolean
  /** The account has signed in with this very browser before: it showed the proof that it was given then. */
  deviceIsKnown: boolean
}

/**
 * Four counters stand between a guesser and a password:
 * per address, all tries in a minute — the only one that answers 429, since it says nothing of any account;
 * per account and address, ten wrong ones in a quarter of an hour;
 * per account over all addresses, fifty wrong ones in an hour, from addresses the account has never signed in from;
 * per account with the browsers that it is known by, ten wrong ones in a quarter of an hour, beside the others.
 *
 * Whoever sits behind the same address as the person cannot be told from them by the address. So what a stranger does there
 * never counts against a browser in which the person has signed in before; elsewhere a colleague's mistyped passwords
 * leave room for a right one, and only ten within a quarter of an hour keep a new browser out, from that address, until
 * it is over. Guessing gets 960 tries a day from an address that the person is known by, and 1,200 from all others
 * together, against passwords of at least 12 characters none of which is common: hopeless, and seen in the audit trail.
 */
export class SignInThrottle {
  readonly #address: Limiter
  readonly #addressPerMinute: number
  readonly #pair: Limiter
  readonly #account: Limiter
  readonly #device: Limiter

  constructor(create: LimiterFactory, addressPerMinute: number) {
    this.#addressPerMinute = addressPerMinute
    this.#address = create({ name: 'sign-in-address', points: addressPerMinute, durationSeconds: 60 })
    this.#pair = create({ name: 'sign-in-pair', points: PAIR_TRIES, durationSeconds: PAIR_SECONDS })
    this.#device = create({ name: 'sign-in-device', points: DEVICE_TRIES, durationSeconds: DEVICE_SECONDS })
    this.#account = create({
      name: 'sign-in-account',
      points: ACCOUNT_TRIES,
      durationSeconds: ACCOUNT_SECONDS,
    })
  }

  /** Throws 429 when the address has tried too often, whoever it tried to be. */
  async countAddress(address: string | null): Promise<void> {
    try {
      await this.#address.consume(keyOf(networkOf(address)))
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
      throw raise(rateLimited, { retryAfterSeconds, limit: this.#addressPerMinute }, { cause: refusal })
    }
  }

  /**
   * Counts a try before the password is looked at, so that a thousand at once are not all first. True: locked, the
   * caller refuses as if the password were wrong.
   */
  async countTry(account: string, origin: TryOrigin): Promise<boolean> {
    const { address, addressIsKnown, deviceIsKnown } = origin
    if (deviceIsKnown) return await spent(this.#device, keyOf(account))
    // A spent pair counts no further against the account: one address alone never locks anybody out elsewhere.
    if (await spent(this.#pair, keyOf(account, networkOf(address)))) return true
    return (await spent(this.#account, keyOf(account))) && !addressIsKnown
  }

  /** A right password was no guess: it is taken back from the counters of the account that counted it. */
  async forgive(account: string, { address, deviceIsKnown }: TryOrigin): Promise<void> {
    if (deviceIsKnown) {
      await this.#device.delete(keyOf(account))
      return
    }
    await this.#pair.delete(keyOf(account, networkOf(address)))
    await this.#account.reward(keyOf(account), 1)
  }
}

async function spent(limiter: Limiter, key: string): Promise<boolean> {
  try {
    await limiter.consume(key)
    return false
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return true
    throw refusal
  }
}

function networkOf(address: string | null): string | null {
  return address === null ? null : countedAddress(address)
}

/** Hashed, so that what was typed into a sign-in form (now and then a password) is kept nowhere. */
function keyOf(...parts: (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
}
