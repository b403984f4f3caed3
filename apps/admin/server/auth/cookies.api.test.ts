import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApp } from '../../app.ts'

const PASSWORD = 'kuda baterai stapler benar'
const EMAIL = 'kasir@contoh.test'
const CONSOLE = { 'x-lumbung-console': '1', 'sec-fetch-site': 'same-origin' }
let platform: TestPlatform

beforeAll(async () => {
  platform = await createTestPlatform({
    apps: [adminApp],
    env: { LUMBUNG_PUBLIC_URL: 'https://lumbung.contoh.test' },
  })
  const { id } = await platform.services.accounts.ensure({ email: EMAIL, name: 'Kasir', password: PASSWORD })
  await platform.asSuperuser(
    `INSERT INTO kernel.member (tenant_id, user_id, name, email) VALUES ($1, $2, 'Kasir', $3)`,
    [platform.tenant.id, id, EMAIL],
  )
})
afterAll(() => platform.close())

interface Cookie {
  name: string
  value: string
  path?: string
  httpOnly?: boolean
  secure?: boolean
  sameSite?: string
  maxAge?: number
}

async function send(method: 'GET' | 'POST', path: string, headers: Record<string, string>, payload?: object) {
  const response = await platform.http.inject({
    method,
    url: `/api/v1${path}`,
    headers,
    ...(payload ? { payload } : {}),
  })
  const cookies = new Map((response.cookies as Cookie[]).map((cookie) => [cookie.name, cookie]))
  return { status: response.statusCode, body: JSON.parse(response.body), cookies, headers: response.headers }
}

const cookieHeader = (cookies: Map<string, Cookie>) =>
  [...cookies.values()].map(({ name, value }) => `${name}=${value}`).join('; ')

async function signIn() {
  const answer = await send('POST', '/auth/login', CONSOLE, { email: EMAIL, password: PASSWORD })
  return { ...answer, cookie: cookieHeader(answer.cookies) }
}

describe('the console’s tokens', () => {
  it('travel in cookies that no script can read and no other site sends', async () => {
    const { status, body, cookies } = await signIn()
    expect(status).toBe(200)
    expect(body.accessToken).toBeUndefined()
    expect(body.refreshToken).toBeUndefined()
    const common = { httpOnly: true, secure: true, sameSite: 'Strict' }
    expect(cookies.get('lumbung_access')).toMatchObject({ ...common, path: '/', maxAge: 900 })
    expect(cookies.get('lumbung_refresh')).toMatchObject({ ...common, path: '/api/v1/auth', maxAge: 604_800 })
  })

  it('stay out of cookies for a program', async () => {
    const { body, cookies } = await send('POST', '/auth/login', {}, { email: EMAIL, password: PASSWORD })
    expect(body.accessToken).toBeTruthy()
    expect(cookies.size).toBe(0)
  })

  it('are renewed and, once refused, removed', async () => {
    const { cookie } = await signIn()
    const renewed = await send('POST', '/auth/refresh', { ...CONSOLE, cookie }, {})
    expect([renewed.status, renewed.body.refreshToken]).toEqual([200, undefined])
    expect(renewed.cookies.get('lumbung_refresh')?.value).toBeTruthy()
    const refused = await send('POST', '/auth/refresh', { ...CONSOLE, cookie: 'lumbung_refresh=falsch' }, {})
    expect(refused.status).toBe(401)
    expect(refused.cookies.get('lumbung_refresh')?.value).toBe('')
    expect(refused.cookies.get('lumbung_access')?.value).toBe('')
  })

  it('end with the session, and the browser is told to forget', async () => {
    const { cookie } = await signIn()
    const out = await send('POST', '/auth/logout', { ...CONSOLE, cookie }, {})
    expect(out.status).toBe(200)
    expect(out.cookies.get('lumbung_access')?.value).toBe('')
    // What shows that the browser is known stays: signing out is no reason to be taken for a stranger.
    expect([out.headers['clear-site-data'], out.cookies.has('lumbung_device')]).toEqual(['"cache"', false])
    expect((await send('GET', '/auth/me', { cookie })).status).toBe(401)
  })
})

describe('a change by cookie', () => {
  const asked = { currentPassword: 'salah', newPassword: 'sandi lain yang panjang' }

  it('is refused unless our own page sent it', async () => {
    const { cookie } = await signIn()
    const foreign: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'same-origin' },
      { 'x-lumbung-console': '1', 'sec-fetch-site': 'cross-site' },
      { 'x-lumbung-console': '1', 'sec-fetch-site': 'same-site' },
      { 'x-lumbung-console': '1', origin: 'https://jahat.contoh.test' },
      { 'x-lumbung-console': '1', origin: 'null' },
    ]
    for (const headers of foreign) {
      const refused = await send('POST', '/auth/change-password', { ...headers, cookie }, asked)
      expect([refused.status, refused.body.params?.rule], JSON.stringify(headers)).toEqual([403, 'origin'])
      const renewed = await send('POST', '/auth/refresh', { ...headers, cookie }, {})
      expect(renewed.status, JSON.stringify(headers)).toBe(401)
      await send('POST', '/auth/logout', { ...headers, cookie }, {})
    }
    expect((await send('GET', '/auth/me', { cookie })).status).toBe(200)
    const ours: Record<string, string>[] = [
      CONSOLE,
      { 'x-lumbung-console': '1', origin: 'https://lumbung.contoh.test' },
    ]
    for (const headers of ours) {
      const heard = await send('POST', '/auth/change-password', { ...headers, cookie }, asked)
      expect([heard.status, heard.body.code]).toEqual([401, 'platform.sign_in_refused'])
    }
  })
})

// Last, because it uses up the tries of this address.
describe('the console’s device cookie', () => {
  it('lets this browser in where somebody else has used up all tries', async () => {
    const { cookie } = await signIn()
    const device = cookie.split('; ').find((one) => one.startsWith('lumbung_device=')) as string
    expect(device).toMatch(/^lumbung_device=[\w-]{16}\.[\w-]{22}$/)
    const tryWith = async (cookies: string, password: string) => {
      const input = { email: EMAIL, password }
      return (await send('POST', '/auth/login', { ...CONSOLE, cookie: cookies }, input)).status
    }
    for (let n = 0; n < 6; n += 1) await tryWith('', 'salah salah salah')
    expect(await tryWith('', PASSWORD)).toBe(200)
    for (let n = 0; n < 11; n += 1) await tryWith('', 'salah salah salah')
    expect(await tryWith('', PASSWORD)).toBe(401)
    expect(await tryWith('lumbung_device=AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA', PASSWORD)).toBe(401)
    expect(await tryWith(device, PASSWORD)).toBe(200)
  })
})
