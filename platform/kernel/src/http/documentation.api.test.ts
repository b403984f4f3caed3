import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { liveOperation } from '../live/live-operation.ts'
import { probeApp } from './probe.fixture.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [probeApp] })
})
afterAll(() => platform.close())

const get = (url: string, headers: Record<string, string> = {}) => platform.http.inject({ url, headers })

it('the OpenAPI document names exactly the routes that are served', async () => {
  const document = (await get('/api/v1/openapi.json')).json() as {
    paths: Record<string, Record<string, unknown>>
  }
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ),
  )
  for (const route of described) {
    const [method = '', url = ''] = route.split(' ')
    expect([route, platform.http.hasRoute({ method: method as 'GET', url })]).toEqual([route, true])
  }
  const operations = [...platform.services.catalogue.operations.values()].map(({ operation }) => operation)
  const served = [...operations, liveOperation].map(({ http }) =>
    http.replace(' ', ' /api/v1').replace(/\{(\w+)\}/g, ':$1'),
  )
  expect(described.sort()).toEqual(served.sort())
})

it.each([
  '/api/v1/openapi.json',
  '/api/v1/catalogue',
  '/api/v1/problems',
  '/api/v1/postman.json',
  '/api/v1/docs',
  '/api/v1/docs/style.css',
  '/api/v1/schemas/probe.echo',
])('%s is open to everybody and answered again only when it changed', async (url) => {
  const first = await get(url)
  expect(first.statusCode).toBe(200)
  const etag = String(first.headers.etag)
  expect(etag).toMatch(/^"[\w-]{27}"$/)
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await get(url, { 'if-none-match': known })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  }
  expect((await get(url, { 'if-none-match': '"other"' })).statusCode).toBe(200)
})

it('the schema of an input refuses unknown fields; of an unknown operation there is none', async () => {
  expect((await get('/api/v1/schemas/probe.echo')).json()).toMatchObject({
    type: 'object',
    properties: { count: { type: 'integer', minimum: 1, maximum: 9 } },
    additionalProperties: false,
  })
  for (const name of ['probe.none', '__proto__', 'constructor', '..']) {
    expect((await get(`/api/v1/schemas/${name}`)).statusCode).toBe(404)
  }
})

it('the catalogue lists operations with their paths and words', async () => {
  const { apps } = (await get('/api/v1/catalogue')).json()
  const probe = apps.find((app: { id: string }) => app.id === 'probe')
  expect(probe.operations).toContainEqual(
    expect.objectContaining({
      id: 'probe.find',
      method: 'GET',
      path: '/api/v1/probe/things/{id}',
      kind: 'query',
    }),
  )
})

it('the catalogue lists what people call the kinds of record that an app writes', async () => {
  const { apps } = (await get('/api/v1/catalogue')).json()
  const platformApp = apps.find((app: { id: string }) => app.id === 'platform')
  expect(platformApp.records).toContainEqual({
    kind: 'platform.view',
    label: { id: 'Tampilan tersimpan', en: 'Saved view' },
  })
})

it('the catalogue says how large a file may be', async () => {
  const { limits } = (await get('/api/v1/catalogue')).json()
  expect(limits).toEqual({ uploadBytes: platform.services.config.uploadLimitBytes })
})

it('every failure has its status and its meaning in both languages, with the names of its values', async () => {
  const { problems } = (await get('/api/v1/problems')).json()
  const tooLarge = problems.find(({ code }: { code: string }) => code === 'platform.body_too_large')
  expect(tooLarge.status).toBe(413)
  expect(tooLarge.meaning.id).toContain('{limitBytes}')
  for (const { code, meaning } of problems) {
    for (const locale of ['id', 'en'] as const) {
      expect([code, locale, meaning[locale] === code]).toEqual([code, locale, false])
    }
  }
})

it('the page shows every operation, in the reader’s language, and runs and loads nothing from elsewhere', async () => {
  const page = await get('/api/v1/docs', { 'accept-language': 'en' })
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['content-security-policy']).toContain("script-src 'self'")
  expect(page.headers['content-security-policy']).not.toContain('unsafe')
  for (const { operation } of platform.services.catalogue.operations.values()) {
    expect(page.body).toContain(`id="${operation.id}"`)
  }
  expect(page.body).toContain('Lumbung API documentation')
  expect((await get('/api/v1/docs', { 'accept-language': 'id' })).body).toContain('Dokumentasi API Lumbung')
  expect(page.body).not.toMatch(/<script|<style|style=|onclick|https?:\/\/(?!json-schema\.org)/i)
})

it('the page finds by words, and what was searched for stays text', async () => {
  const found = (await get('/api/v1/docs?q=probe.echo')).body
  expect(found).toContain('id="probe.echo"')
  expect(found).not.toContain('id="probe.find"')
  const attack = (await get(`/api/v1/docs?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).body
  expect(attack).not.toContain('<script>')
  expect(attack).toContain('&quot;&gt;&lt;script&gt;')
})
