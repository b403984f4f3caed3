import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as rawRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { boot } from '../boot.ts'
import { probeApp } from './probe.fixture.ts'

const PAGE = `<!doctype html><html lang="id"><head><meta property="csp-nonce" nonce="__CSP_NONCE__">
<script type="module" crossorigin src="/assets/main-3f9ab2c1.js" nonce="__CSP_NONCE__"></script></head></html>`
const SCRIPT = 'console.log("Lumbung")\n'.repeat(100)
const COMPRESSED: Record<string, Buffer> = {
  br: brotliCompressSync(SCRIPT),
  gzip: gzipSync(SCRIPT),
  identity: Buffer.from(SCRIPT),
}
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

let folder: string
let platform: TestPlatform
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lumbung-console-'))
  await mkdir(join(folder, 'dist/assets'), { recursive: true })
  const put = (name: string, content: string | Buffer) => writeFile(join(folder, name), content)
  await put('secret.txt', 'not for anybody')
  await put('dist/index.html', PAGE)
  await put('dist/index.html.br', brotliCompressSync(PAGE))
  await put('dist/.sources', 'a hash')
  await put('dist/favicon.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  await put('dist/favicon.svg.br', brotliCompressSync('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await put('dist/robots.txt', 'User-agent: *\nDisallow: /\n')
  await put('dist/manifest.webmanifest', '{"name":"Lumbung"}')
  await put('dist/assets/main-3f9ab2c1.js', SCRIPT)
  await put('dist/assets/main-3f9ab2c1.js.br', COMPRESSED.br as Buffer)
  await put('dist/assets/main-3f9ab2c1.js.gz', COMPRESSED.gzip as Buffer)
  await put('dist/assets/font-11aa22bb.woff2', Buffer.from([0, 1, 2, 3]))
  await put('dist/assets/.hidden', 'not for anybody')
  platform = await createTestPlatform({
    apps: [probeApp],
    env: { LUMBUNG_TEST_CONSOLE: join(folder, 'dist') },
  })
})
afterAll(async () => {
  await platform.close()
  await rm(folder, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = HTML) => platform.http.inject({ url, headers })

function nonceOf(policy: unknown): string {
  return /script-src 'self' 'nonce-([^']+)'/.exec(String(policy))?.[1] ?? ''
}

describe('the page', () => {
  it.each(['/', '/fuel/stock?site=GENSET', '/masuk', '/fuel/sites/a.b', '/apis', '/index.html'])(
    'answers a browser at %s',
    async (url) => {
      const { statusCode, headers, body } = await get(url)
      expect(statusCode).toBe(200)
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        vary: 'accept',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      })
      expect(headers).not.toHaveProperty('etag')
      expect(headers).not.toHaveProperty('clear-site-data')
      expect(body).toBe(PAGE.replaceAll('__CSP_NONCE__', nonceOf(headers['content-security-policy'])))
    },
  )

  it('carries a nonce of its own at each answer, and a policy without inline code or eval', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => get('/')))
    const policies = answers.map(({ headers }) => String(headers['content-security-policy']))
    const nonces = policies.map(nonceOf)
    expect(new Set(nonces).size).toBe(20)
    for (const nonce of nonces) expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
    expect(policies[0]).not.toMatch(/unsafe|\*|https?:/)
    const [nonce] = nonces
    expect(policies[0]?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "manifest-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
  })

  it('is what is in the folder now', async () => {
    const file = join(folder, 'dist/index.html')
    await writeFile(file, PAGE.replace('3f9ab2c1', 'ffffffff'))
    expect((await get('/')).body).toContain('main-ffffffff.js')
    await writeFile(file, PAGE)
  })

  it('is told of by HEAD, without a body', async () => {
    const { statusCode, headers, body } = await platform.http.inject({
      method: 'HEAD',
      url: '/fuel',
      headers: HTML,
    })
    expect([statusCode, body]).toEqual([200, ''])
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
  })

  it('answers at the root whatever is accepted, elsewhere only who reads HTML', async () => {
    expect((await get('/', { accept: '*/*' })).statusCode).toBe(200)
    const program = await get('/nowhere', { accept: '*/*' })
    expect([program.statusCode, program.json().code]).toEqual([404, 'platform.unknown_route'])
  })

  it.each(['/api', '/api/v1/nowhere', '/health', '/health/nothing', '/metrics/x', '/assets', '/assets/'])(
    'never stands in for %s',
    async (url) => {
      const { statusCode, headers } = await get(url)
      expect(statusCode).toBe(404)
      expect(headers['content-type']).toMatch('application/problem+json')
    },
  )

  it('leaves the API’s answers as they are: wrong methods, health, sign-in', async () => {
    const wrong = await get('/api/v1/probe/echo')
    expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, 'POST'])
    expect((await get('/health/live')).statusCode).toBe(200)
    expect((await get('/api/v1/probe/costly')).statusCode).toBe(401)
    const posted = await platform.http.inject({ method: 'POST', url: '/fuel', headers: HTML, payload: {} })
    expect([posted.statusCode, posted.json().code]).toEqual([404, 'platform.unknown_route'])
  })
})

describe('an asset', () => {
  const asset = '/assets/main-3f9ab2c1.js'

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['gzip;q=1, br;q=0', 'gzip'],
    ['identity', undefined],
    ['', undefined],
  ])('comes in the encoding that was asked for: %j', async (accepted, encoding) => {
    const { statusCode, headers, rawPayload } = await get(asset, { 'accept-encoding': accepted })
    expect([statusCode, headers['content-encoding']]).toEqual([200, encoding])
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/^(text|application)\/javascript; charset=utf-8$/),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    })
    const bytes = COMPRESSED[encoding ?? 'identity']
    expect(bytes?.equals(rawPayload)).toBe(true)
  })

  it('that is a script may run as a worker, which only this server’s scripts and answers reach', async () => {
    for (const encoding of ['br', 'identity']) {
      const { headers } = await get(asset, { 'accept-encoding': encoding })
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'self'; connect-src 'self'; /,
      )
    }
    const { headers } = await get('/assets/font-11aa22bb.woff2')
    expect(headers['content-security-policy']).not.toContain('script-src')
  })

  it('without compressed siblings comes as it is', async () => {
    const { statusCode, headers, rawPayload } = await get('/assets/font-11aa22bb.woff2', {
      'accept-encoding': 'br',
    })
    expect([statusCode, headers['content-type'], headers['content-encoding']]).toEqual([
      200,
      'font/woff2',
      undefined,
    ])
    expect([...rawPayload]).toEqual([0, 1, 2, 3])
  })

  it('is told of by HEAD, and is not sent again to who has it', async () => {
    const head = await platform.http.inject({ method: 'HEAD', url: asset })
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([
      200,
      '',
      String(SCRIPT.length),
    ])
    const again = await get(asset, { 'if-none-match': String(head.headers.etag) })
    expect(again.statusCode).toBe(304)
  })

  it.each(['/assets/main-00000000.js', '/assets/.hidden', '/assets/sub/main-3f9ab2c1.js'])(
    'that is not there is a problem, never the page: %s',
    async (url) => {
      const { statusCode, headers } = await get(url)
      expect(statusCode).toBe(404)
      expect(headers['content-type']).toMatch('application/problem+json')
      expect(headers['cache-control'] ?? '').not.toContain('immutable')
    },
  )
})

describe('a file beside the page', () => {
  it.each([
    ['/favicon.svg', 'image/svg+xml'],
    ['/robots.txt', 'text/plain; charset=utf-8'],
    ['/manifest.webmanifest', 'application/manifest+json'],
  ])('is kept for an hour: %s', async (url, type) => {
    const { statusCode, headers } = await get(url)
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=3600'])
    expect(headers['content-type']).toMatch(type)
    expect((await platform.http.inject({ method: 'HEAD', url })).statusCode).toBe(200)
  })

  it('comes compressed where it was compressed', async () => {
    const { headers } = await get('/favicon.svg', { 'accept-encoding': 'br' })
    expect(headers['content-encoding']).toBe('br')
    expect(headers['content-type']).toMatch('image/svg+xml')
  })

  it.each(['/.sources', '/index.html.br', '/favicon.svg.br', '/index.html'])(
    'that only the build needs is not served: %s',
    async (url) => expect((await get(url, {})).statusCode).toBe(404),
  )
})

describe('a path that tries to be another one', () => {
  /** As it stands: other clients tidy a path before they send it. */
  const sent = async (path: string): Promise<number | undefined> => {
    const { http } = platform
    if (!http.server.listening) await http.listen({ port: 0, host: '127.0.0.1' })
    const { port } = http.server.address() as AddressInfo
    const request = rawRequest({ port, path, headers: HTML }).end()
    const [response] = await once(request, 'response')
    response.resume()
    return response.statusCode
  }

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%2e%2e%2f.sources',
    '/assets/./main-3f9ab2c1.js',
    '/assets//main-3f9ab2c1.js',
    '/assets/main-3f9ab2c1.js%00',
    '/%2e%2e/secret.txt',
    '/%2esources',
    '/..%2fsecret.txt',
    '/.env',
    '/fuel/.git/config',
    '/fuel%00',
    '//example.test/fuel',
    '/fuel%0d%0aset-cookie:a=b',
  ])('finds nothing: %s', async (path) => {
    expect(await sent(path)).toBe(404)
  })
})

describe('a process', () => {
  it.each([{}, { LUMBUNG_ROLE: 'worker', LUMBUNG_TEST_CONSOLE: 'dist' }])(
    'without a console, or that is a worker, serves none of it: %j',
    async (env: Record<string, string>) => {
      const given = env.LUMBUNG_TEST_CONSOLE ? { LUMBUNG_TEST_CONSOLE: join(folder, 'dist') } : {}
      const other = await createTestPlatform({ apps: [probeApp], env: { ...env, ...given } })
      for (const url of ['/', '/fuel', '/assets/main-3f9ab2c1.js', '/robots.txt']) {
        const { statusCode, headers } = await other.http.inject({ url, headers: HTML })
        expect(statusCode).toBe(404)
        expect(headers['content-type']).toMatch('application/problem+json')
      }
      await other.close()
    },
  )

  it('does not start with a folder that holds no console, and says so', async () => {
    const { config, databaseUrl: adminUrl, services } = platform
    const start = (name: string) =>
      boot({
        config: { ...config, consoleFolder: join(folder, name) },
        adminUrl,
        apps: [probeApp],
        log: services.log,
      })
    await expect(start('nothing')).rejects.toThrow(/no built console in .*nothing/)
    await mkdir(join(folder, 'other'))
    await writeFile(join(folder, 'other/index.html'), '<!doctype html>')
    await expect(start('other')).rejects.toThrow(/no place for a nonce/)
  })
})
