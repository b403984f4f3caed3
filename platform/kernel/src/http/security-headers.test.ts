import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { addSecurityHeaders, PAGE_POLICY } from './security-headers.ts'

async function headersAt(publicUrl: string) {
  const server = Fastify()
  addSecurityHeaders(server, { publicUrl })
  server.get('/', async () => 'data')
  server.get('/page', async (_request, reply) =>
    reply.header('content-security-policy', PAGE_POLICY).send('page'),
  )
  const [data, page] = [await server.inject('/'), await server.inject('/page')]
  await server.close()
  return { data: data.headers, page: page.headers }
}

it('promises HTTPS for a year where the public address is HTTPS, and only there', async () => {
  const name = 'strict-transport-security'
  expect((await headersAt('https://lumbung.example')).data[name]).toBe('max-age=31536000; includeSubDomains')
  expect((await headersAt('http://192.168.1.5:8000')).data[name]).toBeUndefined()
})

it('a page of ours may load from this server alone, without inline script or eval', async () => {
  const { page, data } = await headersAt('http://localhost')
  expect(data['content-security-policy']).not.toContain("'self'")
  const policy = String(page['content-security-policy'])
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]) {
    expect(policy).toContain(rule)
  }
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
})
