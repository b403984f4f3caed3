import { readdir } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attachmentNamed } from './file-answer.ts'
import { download, probeApp, writer } from './probe.fixture.ts'

const LINE_BYTES = 1_060
/** The disk of one file that nobody fetches. */
const SPOOL_BYTES = 20_000_000
let platform: TestPlatform
let person: TestPerson
let port: number

async function start(pace: Record<string, string>): Promise<void> {
  platform = await createTestPlatform({
    apps: [probeApp],
    env: {
      LUMBUNG_POOL_SIZE: '2',
      LUMBUNG_SPOOL_LIMIT_BYTES: String(4 * SPOOL_BYTES),
      LUMBUNG_DOWNLOADS_PER_PERSON: '3',
      LUMBUNG_DOWNLOADS_PER_TENANT: '5',
      ...pace,
    },
  })
  person = await platform.signInAs(null)
  await platform.http.listen({ port: 0, host: '127.0.0.1' })
  port = (platform.http.server.address() as { port: number }).port
}

beforeAll(async () => {
  await start({ LUMBUNG_DOWNLOAD_WINDOW_SECONDS: '600' })
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
    expect(platform.services.db.counts().long?.waiting).toBe(0)
  })
})

const isReleased = () => {
  const { idle, total, waiting } = platform.services.db.counts().long ?? { idle: -1, total: 0, waiting: 0 }
  return idle === total && waiting === 0
}

const metric = async (name: string) => {
  const text = await platform.services.metrics.text()
  return Number(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1] ?? 0)
}

/** Asks for a file and reads nothing of the answer but what the test takes from the paused socket. */
async function stall(query: string, token = person.token): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.pause()
  socket.write(`GET ${pathOf(query)} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\n\r\n`)
  return socket
}

describe('a file is made at the pace of the database and sent at the pace of its reader', () => {
  it('is made and its transaction over while nobody reads, and whole when somebody does', async () => {
    const response = await open('lines=15000')
    response.pause()
    await expect.poll(() => !writer.running && isReleased(), { timeout: 10_000 }).toBe(true)
    expect(writer.wrote).toBe(15_000 * LINE_BYTES)
    expect(await metric('http_downloads_spooled_bytes')).toBeGreaterThan(1_000_000)
    expect(await read(response)).toEqual({ bytes: 15_000 * LINE_BYTES, broken: null })
    await expect.poll(() => metric('http_downloads_spooled_bytes')).toBe(0)
  })

  it('takes no more of the disk than it may, and then waits for its reader', async () => {
    const response = await open('lines=60000')
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
    expect(await metric('http_downloads_spooled_bytes')).toBeLessThanOrEqual(SPOOL_BYTES)
    expect((await read(response)).bytes).toBe(60_000 * LINE_BYTES)
  })

  it('leaves nothing on disk, whole or broken', async () => {
    await expect.poll(() => metric('http_downloads_spooled_bytes')).toBe(0)
    const left = await readdir(join(platform.config.dataFolder, 'tmp'))
    expect(left.filter((name) => name.startsWith('spool'))).toEqual([])
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
      .poll(() => platform.services.db.counts().long?.idle)
      .toBe(platform.services.db.counts().long?.total)
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

describe('file answers at the same time', () => {
  it('are refused beyond what a person may have open, and beyond what a tenant may, until one has ended', async () => {
    const other = await platform.signInAs(null)
    const third = await platform.signInAs(null)
    const foreign = await platform.signInAs(null, { tenant: platform.otherTenant })
    const open = async (count: number, token: string) =>
      await Promise.all(Array.from({ length: count }, () => stall('lines=15000', token)))
    const sockets = await open(3, person.token)
    await expect.poll(() => metric('http_downloads_open')).toBe(3)
    const refused = await person.call(download, { lines: 1 })
    expect([refused.status, refused.problem.code]).toEqual([429, 'platform.too_many_downloads'])
    expect(refused.problem.params).toMatchObject({ most: 3 })
    expect(refused.headers['retry-after']).toBe('10')
    sockets.push(...(await open(2, other.token)))
    await expect.poll(() => metric('http_downloads_open')).toBe(5)
    expect((await third.call(download, { lines: 1 })).problem.params).toMatchObject({ most: 5 })
    expect((await foreign.call(download, { lines: 1 })).status).toBe(200)
    for (const socket of sockets) socket.destroy()
    await expect.poll(() => metric('http_downloads_open')).toBe(0)
    expect((await person.call(download, { lines: 1 })).status).toBe(200)
  })
})

describe('a reader below the shortest pace, or beyond the longest time', () => {
  const restart = async (pace: Record<string, string>) => {
    await platform.close()
    await start(pace)
  }

  it.each([
    ['pace', { LUMBUNG_DOWNLOAD_WINDOW_SECONDS: '1', LUMBUNG_DOWNLOAD_PACE_BYTES: '20000' }],
    ['time', { LUMBUNG_DOWNLOAD_SECONDS: '1' }],
  ])(
    'is cut off (%s): its file is visibly broken, what it held is free, and it is counted',
    async (reason, pace) => {
      await restart(pace)
      const socket = await stall('lines=15000')
      const cut = () => metric(`http_downloads_cut_total{reason="${reason}"}`)
      await expect.poll(cut, { timeout: 10_000 }).toBe(1)
      let received = ''
      socket.on('data', (bytes) => {
        received = `${received.slice(-10)}${bytes.toString('latin1')}`
      })
      await new Promise<void>((resolve) => socket.once('close', () => resolve()).resume())
      expect(received.endsWith('0\r\n\r\n')).toBe(false)
      expect(isReleased()).toBe(true)
      await expect.poll(() => metric('http_downloads_open')).toBe(0)
      expect(await metric('http_downloads_spooled_bytes')).toBe(0)
    },
  )

  it('is not one that is slow and quick enough', async () => {
    await restart({ LUMBUNG_DOWNLOAD_WINDOW_SECONDS: '1', LUMBUNG_DOWNLOAD_PACE_BYTES: '1000' })
    const response = await open('lines=20000')
    let bytes = 0
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length
      if (bytes < 1_000_000) await sleep(100)
    }
    expect(bytes).toBe(20_000 * LINE_BYTES)
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
