import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listImports } from '../../contract/imports.ts'
import { countThreads } from '../spreadsheet/reader-places.ts'
import { reach, type UploadAnswer } from './fixtures/import-calls.ts'
import { shelfApp } from './fixtures/shelf-app.ts'

const table = 'name,amount\nbatas,1\n'

let platform: TestPlatform
let sender: TestPerson
let other: TestPerson
let url: URL

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [shelfApp] })
  sender = await platform.signInAs('keeper')
  other = await platform.signInAs('keeper', { tenant: platform.otherTenant })
  await platform.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = platform.http.server.address() as { port: number }
  url = new URL(`http://127.0.0.1:${port}/api/v1/imports`)
})
afterAll(() => platform.close())

const BOUNDARY = 'batas-berkas'

/** A form as bytes: libraries that build one copy it several times, in the process that is tested. */
function formOf(content: Buffer): { type: string; bytes: Buffer } {
  const part = (name: string, value: string) =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const mapping = JSON.stringify({ columns: { name: { column: 0 }, amount: { column: 1 } } })
  const before = `${part('operation', 'shelf.put')}${part('mapping', mapping)}--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="barang.csv"\r\n\r\n`
  return {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    bytes: Buffer.concat([Buffer.from(before), content, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  }
}

const linesOf = (line: string, count: number) =>
  Buffer.concat([Buffer.from(table), Buffer.alloc(line.length * count, line)])

async function send(content: Buffer): Promise<UploadAnswer> {
  const { type, bytes } = formOf(content)
  const headers = { authorization: `Bearer ${sender.token}`, 'content-type': type }
  const response = await fetch(url, { method: 'POST', headers, body: bytes as Uint8Array<ArrayBuffer> })
  const body = (await response.json()) as UploadAnswer['body'] & UploadAnswer['problem']
  return { status: response.status, body, problem: body }
}

/** What the other organisation is answered for as long as `work` takes. */
async function askBeside<T>(work: Promise<T>): Promise<{ result: T; statuses: number[] }> {
  const statuses: number[] = []
  let isOver = false
  const asking = (async () => {
    while (!isOver) {
      statuses.push((await other.call(listImports, {})).status)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  try {
    return { result: await work, statuses }
  } finally {
    isOver = true
    await asking
  }
}

/** Files below a folder of the data, by name. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(platform.config.dataFolder, folder), {
      recursive: true,
      withFileTypes: true,
    })
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const countRuns = async () =>
  Number((await platform.asSuperuser<{ count: string }>('SELECT count(*) FROM kernel.import_run'))[0]?.count)

describe('a file of nothing but line ends', () => {
  test('of a million is read and checked, while another organisation is answered every time', async () => {
    const { result, statuses } = await askBeside(
      (async () => {
        const sent = await send(linesOf('\n', 1_000_000))
        expect(sent.status).toBe(201)
        return await reach(sender, sent.body.id, 'ready', 'needs_mending', 'refused')
      })(),
    )
    expect([result.state, result.counts.valid]).toEqual(['ready', 1])
    expect(new Set(statuses)).toEqual(new Set([200]))
  }, 120_000)
})

describe('whoever sends a large file', () => {
  test('and leaves while it is read ends the reading, and nothing of it stays', async () => {
    const kept = await filesIn('files')
    const runs = await countRuns()
    const { type, bytes } = formOf(linesOf('batas,1\n', 1_000_000))
    let answers = 0
    const headers = {
      authorization: `Bearer ${sender.token}`,
      'content-type': type,
      'content-length': bytes.length,
    }
    const call = request(url, { method: 'POST', headers }, () => answers++)
    const closed = new Promise<void>((resolve) => call.once('close', resolve))
    // The connection is cut by ourselves, so its end is an error to the client.
    call.on('error', () => undefined)
    call.end(bytes)
    await expect.poll(() => countThreads().head.held, { interval: 1, timeout: 30_000 }).toBe(1)
    call.destroy()
    await closed
    await expect.poll(() => countThreads().head, { timeout: 30_000 }).toEqual({ held: 0, waiting: 0 })
    await expect.poll(() => filesIn('tmp'), { timeout: 30_000 }).toEqual([])
    expect(await filesIn('files')).toEqual(kept)
    expect([answers, await countRuns()]).toEqual([0, runs])
    expect((await other.call(listImports, {})).status).toBe(200)
  }, 120_000)

  test('many times at once is partly told to come back, and another organisation is answered', async () => {
    const content = linesOf('batas,1\n', 80_000)
    const [answers, beside] = await Promise.all([
      Promise.all(Array.from({ length: 14 }, () => send(content))),
      askBeside(new Promise((resolve) => setTimeout(resolve, 500))),
    ])
    const refused = answers.filter(({ status }) => status !== 201)
    for (const { status, problem } of refused) {
      expect([status, problem.code]).toEqual([429, 'platform.tenant_busy'])
      expect(problem.params?.retryAfterSeconds).toBeGreaterThan(0)
    }
    expect(refused.length).toBeLessThan(answers.length)
    expect(new Set(beside.statuses)).toEqual(new Set([200]))
    expect(countThreads().head).toEqual({ held: 0, waiting: 0 })
  }, 120_000)
})
