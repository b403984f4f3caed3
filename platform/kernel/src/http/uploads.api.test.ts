import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { OutputOf } from '@lumbung/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type keep, probeApp } from './probe.fixture.ts'

const LIMIT = 300_000
let platform: TestPlatform
let person: TestPerson
let origin: string
let port: number

beforeAll(async () => {
  platform = await createTestPlatform({
    apps: [probeApp],
    env: { LUMBUNG_UPLOAD_LIMIT_BYTES: String(LIMIT), LUMBUNG_BODY_LIMIT_BYTES: '1000' },
  })
  person = await platform.signInWith(['probe.file.keep'])
  await platform.http.listen({ port: 0, host: '127.0.0.1' })
  port = (platform.http.server.address() as { port: number }).port
  origin = `http://127.0.0.1:${port}`
})
afterAll(() => platform.close())

const PATH = '/api/v1/probe/files'

type Kept = OutputOf<typeof keep>

interface Answer {
  status: number
  body: Kept & { code: string; params: Record<string, unknown>; errors: Record<string, string[]> }
}

async function upload(form: FormData, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(origin + PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}`, ...headers },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

function formOf(content: Uint8Array<ArrayBuffer>, fields: [string, string][] = [['note', 'a']]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  form.append('file', new File([content], 'stok é.csv', { type: 'text/csv' }))
  return form
}

/** Bytes as a client may send them, whatever a library would have made of them. */
async function uploadRaw(body: string, type: string): Promise<Answer> {
  const response = await fetch(origin + PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': type },
    body,
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const part = (headers: string, content: string) =>
  `--x\r\ncontent-disposition: form-data; ${headers}\r\n\r\n${content}\r\n`
const FORM = 'multipart/form-data; boundary=x'

async function leftFiles(): Promise<string[]> {
  return readdir(join(platform.config.dataFolder, 'tmp')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

describe('an upload is one file and its fields', () => {
  it('reaches the handler byte for byte, measured and hashed, and is gone after the answer', async () => {
    const content = crypto.getRandomValues(new Uint8Array(60_000))
    const { status, body } = await upload(
      formOf(content, [
        ['note', 'catatan é'],
        ['copies', '3'],
      ]),
    )
    expect(status).toBe(200)
    const sha256 = createHash('sha256').update(content).digest('hex')
    expect(body).toMatchObject({ bytes: 60_000, sha256, readSha256: sha256, name: 'stok é.csv' })
    expect(body).toMatchObject({ mediaType: 'text/csv', note: 'catatan é', copies: 3 })
    await expect.poll(leftFiles).toEqual([])
  })

  it('takes an empty file, one of exactly the limit, and fields that come after the file', async () => {
    expect((await upload(formOf(new Uint8Array(0)))).body.bytes).toBe(0)
    expect((await upload(formOf(new Uint8Array(LIMIT)))).body.bytes).toBe(LIMIT)
    const late = new FormData()
    late.append('file', new File(['a'], 'a.csv'))
    late.append('note', 'late')
    expect((await upload(late)).body.note).toBe('late')
  })

  it('takes forty uploads at once, each with its own bytes', async () => {
    const contents = Array.from({ length: 40 }, () => crypto.getRandomValues(new Uint8Array(20_000)))
    const answers = await Promise.all(contents.map((content) => upload(formOf(content))))
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect(body.readSha256).toBe(body.sha256)
    }
    await expect.poll(leftFiles).toEqual([])
  })

  it.each([LIMIT + 1, LIMIT * 4, 5_000_000])(
    'answers 413 for %i bytes and keeps none of them',
    async (bytes) => {
      const { status, body } = await upload(formOf(new Uint8Array(bytes)))
      expect([status, body.code]).toEqual([413, 'platform.body_too_large'])
      expect(body.params.limitBytes).toBe(LIMIT)
      await expect.poll(leftFiles).toEqual([])
    },
  )

  it('measures what comes, not what is announced', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(part('name="note"', 'a')))
        controller.enqueue(
          new TextEncoder().encode(
            '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n',
          ),
        )
        for (let chunk = 0; chunk < 20; chunk += 1) controller.enqueue(new Uint8Array(100_000))
        controller.enqueue(new TextEncoder().encode('\r\n--x--\r\n'))
        controller.close()
      },
    })
    const headers = { authorization: `Bearer ${person.token}`, 'content-type': FORM }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    const response = await fetch(origin + PATH, init)
    expect(response.status).toBe(413)
    await expect.poll(leftFiles).toEqual([])
  })

  it.each([
    ['no file', part('name="note"', 'a')],
    [
      'two files',
      part('name="a"; filename="a"', '1') + part('name="b"; filename="b"', '2') + part('name="note"', 'a'),
    ],
    [
      'a field twice',
      part('name="note"', 'a') + part('name="note"', 'b') + part('name="f"; filename="f"', '1'),
    ],
    ['a field of a prototype', part('name="__proto__"', 'a') + part('name="f"; filename="f"', '1')],
    [
      'a JSON field',
      `--x\r\ncontent-disposition: form-data; name="note"\r\ncontent-type: application/json\r\n\r\n{"a":1}\r\n${part('name="f"; filename="f"', '1')}`,
    ],
    [
      'a body that breaks off',
      part('name="note"', 'a') + part('name="f"; filename="f"', '1').slice(0, -2),
      '',
    ],
  ])('refuses %s and leaves no file', async (_what, parts, end = '--x--\r\n') => {
    const { status, body } = await uploadRaw(parts + end, FORM)
    expect([status, body.code]).toEqual([400, 'platform.unreadable'])
    await expect.poll(leftFiles).toEqual([])
  })

  it('refuses too many fields, parts and bytes of a field', async () => {
    const file = part('name="f"; filename="f"', '1')
    const many = Array.from({ length: 60 }, (_, at) => part(`name="field${at}"`, 'a')).join('')
    expect((await uploadRaw(`${many}${file}--x--\r\n`, FORM)).status).toBe(400)
    const long = part('name="note"', 'a'.repeat(150_000))
    expect((await uploadRaw(`${long}${file}--x--\r\n`, FORM)).status).toBe(413)
    await expect.poll(leftFiles).toEqual([])
  })

  it('validates the fields by the contract, and removes the file when they are refused', async () => {
    const wrong: [string, string][] = [
      ['note', 'a'],
      ['copies', '99'],
      ['extra', '1'],
    ]
    const { status, body } = await upload(formOf(new Uint8Array(10), wrong))
    expect(status).toBe(422)
    expect(Object.keys(body.errors).sort()).toEqual(['copies', 'extra'])
    await expect.poll(leftFiles).toEqual([])
  })

  it.each([
    'application/json',
    'multipart/form-data',
    'multipart/form-data; boundary=',
    'multipart/mixed; boundary=x',
    'multipart/form-dataX; boundary=x',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
  ])('refuses a body that calls itself %s', async (type) => {
    const { status } = await uploadRaw(`${part('name="f"; filename="f"', '1')}--x--\r\n`, type)
    expect([400, 415]).toContain(status)
    await expect.poll(leftFiles).toEqual([])
  })

  it('takes nothing from somebody who is not signed in', async () => {
    const response = await fetch(origin + PATH, { method: 'POST', body: formOf(new Uint8Array(1_000)) })
    expect(response.status).toBe(401)
    expect(await leftFiles()).toEqual([])
  })

  it('refuses who may not send it before the file is sent', async () => {
    const other = await platform.signInAs(null)
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${other.token}\r\ncontent-type: ${FORM}\r\ncontent-length: 200000\r\n\r\n`,
    )
    const answer = await new Promise((resolve) => socket.once('data', (bytes) => resolve(String(bytes))))
    socket.destroy()
    expect(answer).toMatch(/^HTTP\/1.1 403 /)
    expect(answer).toContain('platform.forbidden')
    expect(await leftFiles()).toEqual([])
  })

  it('removes what had come when the caller goes away in the middle', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${person.token}\r\ncontent-type: ${FORM}\r\ncontent-length: 200000\r\n\r\n`,
    )
    socket.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n')
    socket.write('a'.repeat(50_000))
    await expect.poll(async () => (await leftFiles()).length).toBe(1)
    socket.destroy()
    await expect.poll(leftFiles).toEqual([])
  })
})
