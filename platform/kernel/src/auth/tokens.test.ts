import { createHmac, generateKeyPairSync, hkdfSync } from 'node:crypto'
import { exportJWK, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { type AccessClaims, Tokens } from './tokens.ts'

const SECRET = 'nur-fuer-diesen-test-0123456789-abcdefgh'
const [USER, TENANT, SESSION] = ['a', 'b', 'c'].map(
  (digit) => `01936f2a-7b1c-7000-8000-00000000000${digit}`,
) as [string, string, string]
const CLAIMS: AccessClaims = { userId: USER, tenantId: TENANT, sessionId: SESSION, sessionVersion: 1 }
const NOW = new Date('2026-11-20T06:00:00Z')

const tokens = new Tokens(SECRET, () => NOW)
const key = new Uint8Array(hkdfSync('sha256', SECRET, '', 'access token', 32))
const seconds = Math.floor(NOW.getTime() / 1000)

/** A token like ours but for what a case changes. */
async function forge(
  change: { header?: object; payload?: object; key?: Parameters<SignJWT['sign']>[0] } = {},
): Promise<string> {
  const payload = {
    tid: TENANT,
    sid: SESSION,
    sv: 1,
    sub: USER,
    iss: 'lumbung',
    aud: 'lumbung-api',
    iat: seconds,
    exp: seconds + 900,
    ...change.payload,
  }
  return await new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...change.header })
    .sign(change.key ?? key)
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('an access token', () => {
  it('says what was signed', async () => {
    expect(await tokens.verifyAccess(await tokens.signAccess(CLAIMS))).toEqual(CLAIMS)
    expect(await tokens.verifyAccess(await forge())).toEqual(CLAIMS)
  })

  it.each([
    { sub: 'u' },
    { sub: '' },
    { sid: 's' },
    { sid: 7 },
    { tid: 't' },
    { tid: ['b'] },
    { tid: {} },
    { sv: 1.5 },
    { sv: '1' },
    { sv: -1 },
    { sv: 2 ** 31 },
    { sv: null },
  ])('rightly signed with a claim that no token of ours has, %j, is refused', async (payload) => {
    expect(await tokens.verifyAccess(await forge({ payload }))).toBe('invalid')
  })

  it('without a signature or with an empty one is refused', async () => {
    const [, payload] = (await forge()).split('.')
    for (const alg of ['none', 'None', 'NONE']) {
      expect(await tokens.verifyAccess(`${encode({ alg, typ: 'at+jwt' })}.${payload}.`)).toBe('invalid')
    }
    expect(await tokens.verifyAccess(`${encode({ alg: 'HS256', typ: 'at+jwt' })}.${payload}.`)).toBe(
      'invalid',
    )
  })

  it('by another algorithm is refused, our own key or a public key notwithstanding', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    expect(await tokens.verifyAccess(await forge({ header: { alg: 'RS256' }, key: rsa.privateKey }))).toBe(
      'invalid',
    )
    expect(await tokens.verifyAccess(await forge({ header: { alg: 'HS512' } }))).toBe('invalid')
    const publicPem = rsa.publicKey.export({ type: 'spki', format: 'pem' })
    const body = `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${(await forge()).split('.')[1]}`
    const confused = createHmac('sha256', publicPem).update(body).digest('base64url')
    expect(await tokens.verifyAccess(`${body}.${confused}`)).toBe('invalid')
  })

  it('for another audience, from another issuer or of another type is refused', async () => {
    const wrong = [
      { payload: { aud: 'lumbung-mfa' } },
      { payload: { aud: undefined } },
      { payload: { iss: 'somebody' } },
      { header: { typ: 'JWT' } },
      { header: { typ: undefined } },
      { payload: { sid: undefined } },
      { payload: { sv: undefined } },
      { payload: { exp: undefined } },
      { payload: { nbf: seconds + 60 } },
    ]
    for (const change of wrong) {
      expect(await tokens.verifyAccess(await forge(change)), JSON.stringify(change)).toBe('invalid')
    }
  })

  it('is refused when it has expired, also when it was good a moment before', async () => {
    let now = NOW
    const ageing = new Tokens(SECRET, () => now)
    const token = await ageing.signAccess(CLAIMS)
    expect(await ageing.verifyAccess(token)).toEqual(CLAIMS)
    now = new Date(NOW.getTime() + 15 * 60_000)
    expect(await ageing.verifyAccess(token)).toBe('expired')
    expect(await new Tokens(SECRET, () => now).verifyAccess(token)).toBe('expired')
  })

  it('of another installation or with one changed character is refused', async () => {
    const foreign = await new Tokens(`${SECRET}-other`, () => NOW).signAccess(CLAIMS)
    expect(await tokens.verifyAccess(foreign)).toBe('invalid')
    const [header, payload, signature] = (await forge()).split('.') as [string, string, string]
    const richer = encode({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), sub: 'somebody' })
    expect(await tokens.verifyAccess(`${header}.${richer}.${signature}`)).toBe('invalid')
    for (const text of ['', '.', '..', 'a.b.c', `${header}.${payload}`]) {
      expect(await tokens.verifyAccess(text)).toBe('invalid')
    }
  })

  it('cannot bring or point to the key that it is checked with', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const jwk = await exportJWK(pair.publicKey)
    const elsewhere = {
      jku: 'https://jahat.contoh.test/keys',
      x5u: 'https://jahat.contoh.test/x',
      kid: '../../dev/null',
    }
    const foreign = await forge({ header: { alg: 'ES256', jwk, ...elsewhere }, key: pair.privateKey })
    expect(await tokens.verifyAccess(foreign)).toBe('invalid')
    expect(await tokens.verifyAccess(await forge({ header: elsewhere }))).toEqual(CLAIMS)
  })
})

describe('a refresh token', () => {
  it('is 256 random bits, and its successor follows from it and the installation alone', () => {
    const parent = tokens.newRefreshToken()
    expect(Buffer.from(parent, 'base64url')).toHaveLength(32)
    expect(tokens.newRefreshToken()).not.toBe(parent)
    expect(tokens.successorOf(parent)).toBe(new Tokens(SECRET, () => NOW).successorOf(parent))
    expect(tokens.successorOf(parent)).not.toBe(new Tokens(`${SECRET}-other`, () => NOW).successorOf(parent))
  })
})
