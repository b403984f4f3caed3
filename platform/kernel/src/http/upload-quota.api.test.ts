import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterEach, expect, it } from 'vitest'
import { probeApp } from './probe.fixture.ts'

const PERMISSIONS = ['probe.file.keep', 'platform.import.create']
let platform: TestPlatform
let port: number
afterEach(() => platform.close())

async function arrange(env: Record<string, string>): Promise<TestPerson> {
  platform = await createTestPlatform({ apps: [probeApp], env })
  await platform.http.listen({ port: 0, host: '127.0.0.1' })
  port = (platform.http.server.address() as { port: number }).port
  return await platform.signInWith(PERMISSIONS)
}

async function upload(person: TestPerson, bytes: number) {
  const form = new FormData()
  form.append('note', 'a')
  form.append('file', new File([new Uint8Array(bytes)], 'a.csv', { type: 'text/csv' }))
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/probe/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person.token}` },
    body: form,
  })
  const body = (await response.json()) as { code: string; params: Record<string, number> }
  return { status: response.status, retryAfter: response.headers.get('retry-after'), ...body }
}

/** Stores a row of so many bytes, as an earlier upload would have left it. */
const fill = (tenantId: string, bytes: number) =>
  platform.asSuperuser(
    `INSERT INTO kernel.file (tenant_id, id, key, name, media_type, bytes, sha256, purpose)
     VALUES ($1, gen_random_uuid(), gen_random_uuid(), 'a', 'text/csv', $2, sha256('a'), 'import')`,
    [tenantId, bytes],
  )

const temporaries = async () => await readdir(join(platform.config.dataFolder, 'tmp')).catch(() => [])

it('refuses an upload for which the tenant has no room, and no other tenant’s', async () => {
  const person = await arrange({ LUMBUNG_STORAGE_QUOTA_BYTES: '1000000' })
  expect((await upload(person, 400_000)).status).toBe(200)
  await fill(platform.tenant.id, 900_000)
  const refused = await upload(person, 400_000)
  expect([refused.status, refused.code]).toEqual([422, 'platform.storage_full'])
  expect(refused.params).toEqual({ quotaBytes: 1_000_000, usedBytes: 900_000 })
  const foreign = await platform.signInWith(PERMISSIONS, { tenant: platform.otherTenant })
  expect((await upload(foreign, 400_000)).status).toBe(200)
  await expect.poll(temporaries).toEqual([])
})

it('refuses before the body is read where its length is known', async () => {
  const person = await arrange({ LUMBUNG_STORAGE_QUOTA_BYTES: '1000000' })
  await fill(platform.tenant.id, 999_000)
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST /api/v1/probe/files HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${person.token}\r\n` +
      'content-type: multipart/form-data; boundary=x\r\ncontent-length: 400000\r\n\r\n',
  )
  const answer = await new Promise<string>((resolve) =>
    socket.once('data', (bytes) => resolve(String(bytes))),
  )
  socket.destroy()
  expect(answer).toMatch(/^HTTP\/1\.1 422 /)
  expect(await temporaries()).toEqual([])
})

it('cuts off an upload that does not tell its length where the room ends', async () => {
  const person = await arrange({ LUMBUNG_STORAGE_QUOTA_BYTES: '1000000' })
  await fill(platform.tenant.id, 900_000)
  const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
  const pieces = async function* () {
    yield head
    for (let piece = 0; piece < 100; piece += 1) yield 'x'.repeat(10_000)
    yield '\r\n--x--\r\n'
  }
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/probe/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${person.token}`,
      'content-type': 'multipart/form-data; boundary=x',
    },
    body: ReadableStream.from(pieces()).pipeThrough(new TextEncoderStream()) as ReadableStream<Uint8Array>,
    duplex: 'half',
  } as RequestInit)
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
    422,
    'platform.storage_full',
  ])
  await expect.poll(temporaries).toEqual([])
})

it('counts uploads by person, and refuses one too many before its body', async () => {
  const person = await arrange({ LUMBUNG_UPLOADS_PER_MINUTE: '2' })
  expect([(await upload(person, 10)).status, (await upload(person, 10)).status]).toEqual([200, 200])
  const refused = await upload(person, 10)
  expect([refused.status, refused.code]).toEqual([429, 'platform.rate_limited'])
  expect(Number(refused.retryAfter)).toBeGreaterThan(0)
  const other = await platform.signInWith(PERMISSIONS)
  expect((await upload(other, 10)).status).toBe(200)
})
