import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { LRUCache } from 'lru-cache'
import { sameBytes } from '../db/same-bytes.ts'

export const ACCESS_TOKEN_SECONDS = 15 * 60
const ISSUER = 'lumbung'
const AUDIENCE = 'lumbung-api'
const TYPE = 'at+jwt'
const ALGORITHM = 'HS256'

export interface AccessClaims {
  userId: string
  tenantId: string | null
  sessionId: string
  sessionVersion: number
}

/**
 * Access tokens: JWTs of 15 minutes, one algorithm, one type, one audience. Refresh tokens: 256 random bits, known to
 * the server by SHA-256 alone; a successor follows from its parent by HMAC, so that a repeated refresh within the
 * grace can be answered with the same successor without ever storing it.
 */
export class Tokens {
  readonly #signingKey: Uint8Array
  readonly #successorKey: Uint8Array
  readonly #deviceKey: Uint8Array
  readonly #clock: () => Date
  /** Verified tokens by their whole text: the signature is checked once, the expiry on every use. */
  readonly #verified = new LRUCache<string, { claims: AccessClaims; expiresAt: number }>({ max: 5_000 })

  constructor(secret: string, clock: () => Date) {
    this.#signingKey = new Uint8Array(hkdfSync('sha256', secret, '', 'access token', 32))
    this.#successorKey = new Uint8Array(hkdfSync('sha256', secret, '', 'refresh successor', 32))
    this.#deviceKey = new Uint8Array(hkdfSync('sha256', secret, '', 'known device', 32))
    this.#clock = clock
  }

  async signAccess(claims: AccessClaims): Promise<string> {
    const now = Math.floor(this.#clock().getTime() / 1000)
    return await new SignJWT({ tid: claims.tenantId, sid: claims.sessionId, sv: claims.sessionVersion })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setSubject(claims.userId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
      .sign(this.#signingKey)
  }

  /** The claims of a valid token; `expired` or `invalid` otherwise. */
  async verifyAccess(token: string): Promise<AccessClaims | 'expired' | 'invalid'> {
    const now = this.#clock().getTime()
    const known = this.#verified.get(token)
    if (known) return known.expiresAt > now ? known.claims : 'expired'
    try {
      const { payload } = await jwtVerify(token, this.#signingKey, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'sid', 'sv'],
        currentDate: this.#clock(),
      })
      const claims = claimsOf(payload)
      if (claims === undefined) return 'invalid'
      this.#verified.set(token, { claims, expiresAt: (payload.exp as number) * 1000 })
      return claims
    } catch (error) {
      return (error as { code?: string }).code === 'ERR_JWT_EXPIRED' ? 'expired' : 'invalid'
    }
  }

  /**
   * What a browser keeps to show that this account has signed in there; it names nobody, opens nothing, and counts only
   * for how often a password may be tried. With a new password or secret it is worth nothing.
   */
  deviceProof(account: { id: string; sessionVersion: number }): string {
    const nonce = randomBytes(12).toString('base64url')
    return `${nonce}.${this.#deviceMac(account, nonce)}`
  }

  isDeviceOf(account: { id: string; sessionVersion: number }, proofs: readonly string[]): boolean {
    return proofs.some((proof) => {
      const [nonce = '', mac = ''] = proof.split('.')
      return sameBytes(Buffer.from(mac), Buffer.from(this.#deviceMac(account, nonce)))
    })
  }

  #deviceMac({ id, sessionVersion }: { id: string; sessionVersion: number }, nonce: string): string {
    const text = `${id}\n${sessionVersion}\n${nonce}`
    return createHmac('sha256', this.#deviceKey).update(text).digest('base64url').slice(0, 22)
  }

  newRefreshToken(): string {
    return randomBytes(32).toString('base64url')
  }

  successorOf(refreshToken: string): string {
    return createHmac('sha256', this.#successorKey).update(refreshToken).digest('base64url')
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const LARGEST_VERSION = 2 ** 31 - 1

/** What a token says, if it has the form in which this program writes it: a right signature alone does not promise that. */
function claimsOf({ sub, tid, sid, sv }: JWTPayload): AccessClaims | undefined {
  const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)
  const tenantId = tid ?? null
  if (!isId(sub) || !isId(sid) || (tenantId !== null && !isId(tenantId))) return undefined
  if (typeof sv !== 'number' || !Number.isInteger(sv) || sv < 0 || sv > LARGEST_VERSION) return undefined
  return { userId: sub, tenantId, sessionId: sid, sessionVersion: sv }
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
