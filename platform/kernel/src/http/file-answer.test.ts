import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachmentNamed } from './file-answer.ts'
import { probeApp, writer } from './probe.fixture.ts'

const LINE_BYTES = 1_060
let platform: TestPlatform
let person: TestPerson
let port: number

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [probeApp], env: { LUMBUNG_POOL_SIZE: '2' } })
  person = await platform.signInAs(null)
  await platform.http.listen({ port: 0, host: '127.0.0.1' })
  port = (platform.http.server.address() as { port: number }).port
})
afterAll(() => platform.close())

const pathOf = (query: string) => `/api/v1/probe/download?${query}`

function open(query: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${person.token}` }
    get({ port, host: '127.0.0.1', path: pathOf(query), headers, agent: false }, resolve).on('error', reject)
  })
}

interface Received {
  bytes: number
  /** Why the body ended before its end; null where it is whole. */
  broken: string | null
}

async function read(response: IncomingMessage): Promise<Received> {
  let bytes = 0
  try {
    for await (const chunk of response) bytes += (chunk as Buffer).length
    return { bytes, broken: null }
  } catch (error) {
    return { bytes, broken: (error as NodeJS.ErrnoException).code ?? String(error) }
  }
}

describe('a file is sent whole or visibly broken', () => {
  it.each([
    ['0 lines', 'lines=0', 0],
    ['0 lines, its writer leaving the stream open', 'lines=0&ends=false', 0],
    ['10 lines', 'lines=10', 10],
    ['10 lines, its writer leaving the stream open', 'lines=10&ends=false', 10],
    ['5,000 lines', 'lines=5000', 5_000],
  ])('sends %s whole', async (_what, query, lines) => {
    const response = await open(query)
    expect(response.statusCode).toBe(200)
    expect(response.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="laporan.txt"; filename*=UTF-8''laporan.txt`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    expect(response.headers['content-security-policy']).toContain("default-src 'none'")
    expect(response.headers.ratelimit).toBeDefined()
    expect(await read(response)).toEqual({ bytes: lines * LINE_BYTES, broken: null })
  })

  it('answers a failure before the first byte as a problem', async () => {
    const response = await open('lines=10&failAt=0')
    expect(response.statusCode).toBe(500)
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(response.headers['content-disposition']).toBeUndefined()
  })

  it.each([1, 2_500, 4_999, 5_000])('breaks the connection when line %i fails', async (failAt) => {
    const response = await open(`lines=5000&failAt=${failAt}`)
    expect(response.statusCode).toBe(200)
    const { bytes, broken } = await read(response)
    expect(broken).toBe('ECONNRESET')
    expect(bytes).toBeLessThanOrEqual(failAt * LINE_BYTES)
  })

  it('stays usable after broken files: nothing is left open', async () => {
    for (let time = 0; time < 6; time += 1) await read(await open('lines=1000&failAt=999'))
    expect((await read(await open('lines=1000'))).broken).toBeNull()
    expect(platform.services.db.counts().app?.waiting).toBe(0)
  })
})

describe('a file goes at the pace of its reader', () => {
  it('writes no more than the buffers hold while nobody reads', async () => {
    const response = await open('lines=40000')
    response.pause()
    let before = -1
    await expect
      .poll(
        () => {
          const settled = writer.wrote === before
          before = writer.wrote
          return settled
        },
        { timeout: 10_000, interval: 300 },
      )
      .toBe(true)
    expect(writer.wrote).toBeGreaterThan(0)
    expect(writer.wrote).toBeLessThan(20_000_000)
    expect((await read(response)).bytes).toBe(40_000 * LINE_BYTES)
  })

  it('stops the writer and ends the transaction when the reader goes away', async () => {
    const response = await open('lines=10000000')
    expect(response.statusCode).toBe(200)
    await new Promise((resolve) => response.once('data', resolve))
    response.destroy()
    await expect.poll(() => writer.running).toBe(false)
    expect(writer.stopped).toMatch(/closed the connection|destroyed/)
    expect(writer.wrote).toBeLessThan(10_000_000 * LINE_BYTES)
    await expect
      .poll(() => platform.services.db.counts().app?.idle)
      .toBe(platform.services.db.counts().app?.total)
  })

  it('stops as well when the reader leaves without reading, ten times over', async () => {
    for (let time = 0; time < 10; time += 1) {
      const socket = connect(port, '127.0.0.1')
      socket.pause()
      socket.write(
        `GET ${pathOf('lines=10000000')} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${person.token}\r\n\r\n`,
      )
      await expect.poll(() => writer.wrote).toBeGreaterThan(0)
      socket.destroy()
      await expect.poll(() => writer.running).toBe(false)
    }
    expect((await read(await open('lines=10'))).broken).toBeNull()
  })
})

describe('the name of a file', () => {
  it.each([
    ['laporan.xlsx', `attachment; filename="laporan.xlsx"; filename*=UTF-8''laporan.xlsx`],
    [
      'stok é 100%.csv',
      `attachment; filename="stok _ 100_.csv"; filename*=UTF-8''stok%20%C3%A9%20100%25.csv`,
    ],
    ['a"b\\c/d.csv', `attachment; filename="a_b_c_d.csv"; filename*=UTF-8''a%22b_c_d.csv`],
    ["it's (1)*.csv", `attachment; filename="it's (1)*.csv"; filename*=UTF-8''it%27s%20%281%29%2A.csv`],
    [
      'a\r\nset-cookie: x=1',
      `attachment; filename="a__set-cookie: x=1"; filename*=UTF-8''a__set-cookie%3A%20x%3D1`,
    ],
    ['stok-油.csv', `attachment; filename="stok-_.csv"; filename*=UTF-8''stok-%E6%B2%B9.csv`],
    ['\ud800.csv', `attachment; filename="_.csv"; filename*=UTF-8''%EF%BF%BD.csv`],
  ])('%j cannot leave its header', (name, header) => {
    expect(attachmentNamed(name)).toBe(header)
  })
})
