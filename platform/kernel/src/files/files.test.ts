import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { isProblem } from '@lumbung/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notFound } from '../../contract/problems.ts'
import { newId } from '../ids.ts'
import { runJob } from '../jobs/run-job.ts'
import { createWorkerBench, type WorkerBench } from '../outbox/worker.fixture.ts'
import { deleteFile, findFile, insertFile, listExpired } from './file.store.ts'
import type { FileStore } from './file-store.ts'
import { createFileStore } from './local-file-store.ts'
import { purgeExpiredFiles } from './purge-files.ts'
import { sweepFiles } from './sweep-files.ts'

const tenant = newId()
const otherTenant = newId()
let folder: string
let files: FileStore
let bench: WorkerBench

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lumbung-files-'))
  files = createFileStore(join(folder, 'store'))
  bench = await createWorkerBench()
})

afterAll(async () => {
  await bench.close()
  await rm(folder, { recursive: true, force: true })
})

async function allFiles(): Promise<string[]> {
  const entries = await readdir(join(folder, 'store'), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

test('a stored file comes back byte for byte, with its size and its SHA-256', async () => {
  const content = randomBytes(3_000_000)
  const stored = await files.put(
    tenant,
    Readable.from([content.subarray(0, 1_000_001), content.subarray(1_000_001)]),
  )
  expect(stored.bytes).toBe(content.length)
  expect(stored.sha256).toBe(createHash('sha256').update(content).digest('hex'))
  expect(stored.key.startsWith(`${tenant}/`)).toBe(true)
  expect((await buffer(await files.open(tenant, stored.key))).equals(content)).toBe(true)
  const copy = await files.localCopy(tenant, stored.key)
  expect(copy.path.startsWith(join(folder, 'store'))).toBe(true)
  await copy.release()
  await files.remove(tenant, stored.key)
  await files.remove(tenant, stored.key)
  await expect(files.open(tenant, stored.key)).rejects.toSatisfy((error) => isProblem(error, notFound))
})

test('an upload that breaks off leaves nothing, neither under a key nor among the temporary files', async () => {
  const before = await allFiles()
  const broken = Readable.from(
    (async function* () {
      yield randomBytes(100_000)
      throw new Error('the line went dead')
    })(),
  )
  await expect(files.put(tenant, broken)).rejects.toThrow('the line went dead')
  expect(await allFiles()).toEqual(before)
})

test('what a dead process left half-written is never visible under a key and is removed when it is old', async () => {
  const temporary = join(folder, 'store', 'tmp')
  await mkdir(temporary, { recursive: true })
  const half = join(temporary, `${newId()}.part`)
  const fresh = join(temporary, `${newId()}.part`)
  await writeFile(half, 'half')
  await writeFile(fresh, 'fresh')
  const yesterday = new Date(Date.now() - 90_000_000)
  await utimes(half, yesterday, yesterday)
  await expect(files.open(tenant, `tmp/${half.split('/').at(-1)}`)).rejects.toSatisfy((e) =>
    isProblem(e, notFound),
  )
  expect(await files.removeTemporary(86_400_000)).toBe(1)
  expect(await readdir(temporary)).toEqual([fresh.split('/').at(-1)])
  await rm(fresh)
})

test('no key leads out of the tenant’s folder: the whole corpus and other tenants’ keys are not found', async () => {
  await writeFile(join(folder, 'secret'), 'secret')
  const id = newId()
  const own = await files.put(tenant, Readable.from([Buffer.from('own')]))
  const foreign = await files.put(otherTenant, Readable.from([Buffer.from('foreign')]))
  const shard = id.slice(0, 6)
  const link = `${tenant}/${shard}/${id}`
  await mkdir(join(folder, 'store', tenant, shard), { recursive: true })
  await symlink(join(folder, 'secret'), join(folder, 'store', link))
  const corpus = [
    '',
    '.',
    '..',
    '../secret',
    '/etc/passwd',
    `${folder}/secret`,
    `${tenant}/../../secret`,
    `${tenant}/${shard}/../../../secret`,
    `${tenant}/${shard}/..%2f..%2fsecret`,
    `${tenant}\\..\\..\\secret`,
    `${tenant}//${id}`,
    `${tenant}/${shard}/${id}/../../../../secret`,
    `./${own.key}`,
    `/${own.key}`,
    `${own.key}/`,
    `${own.key}\n`,
    `${own.key}\0`,
    `${own.key}.part`,
    own.key.toUpperCase(),
    `${tenant}/000000/${own.key.split('/').at(-1)}`,
    foreign.key,
    foreign.key.replace(otherTenant, tenant),
    link,
  ]
  for (const key of corpus) {
    await expect(files.open(tenant, key), key).rejects.toSatisfy((error) => isProblem(error, notFound))
    await expect(files.localCopy(tenant, key), key).rejects.toSatisfy((error) => isProblem(error, notFound))
  }
  await expect(files.remove(tenant, '../../secret')).rejects.toSatisfy((error) => isProblem(error, notFound))
  await expect(files.remove(tenant, foreign.key)).rejects.toSatisfy((error) => isProblem(error, notFound))
  await expect(files.put('../..', Readable.from([Buffer.from('x')]))).rejects.toSatisfy((e) =>
    isProblem(e, notFound),
  )
  expect((await buffer(await files.open(otherTenant, foreign.key))).toString()).toBe('foreign')
})

test('a store that cannot be written says so', async () => {
  expect(await files.healthy()).toBe(true)
  const blocked = join(folder, 'blocked')
  await writeFile(blocked, 'a file where the folder should be')
  expect(await createFileStore(blocked).healthy()).toBe(false)
})

test('a file’s row is its tenant’s alone, and the purge removes bytes and row when its time is over', async () => {
  const { db, tenantId, otherTenantId, services, log } = bench
  const expiring = await services.files.put(tenantId, Readable.from([Buffer.from('old')]))
  const kept = await services.files.put(tenantId, Readable.from([Buffer.from('kept')]))
  const facts = { mediaType: 'text/plain', purpose: 'export', createdBy: null }
  const [expiringId, keptId] = [newId(), newId()]
  await db.withTenant(tenantId, async (tx) => {
    await insertFile(tx, {
      id: expiringId,
      name: 'lama.txt',
      ...expiring,
      ...facts,
      expiresAt: new Date(Date.now() - 1),
    })
    await insertFile(tx, { id: keptId, name: 'simpan.txt', ...kept, ...facts, expiresAt: null })
  })
  const found = await db.queryTenant(tenantId, (tx) => findFile(tx, expiringId))
  expect(found).toMatchObject({ key: expiring.key, bytes: 3, sha256: expiring.sha256, name: 'lama.txt' })
  expect(await db.queryTenant(otherTenantId, (tx) => findFile(tx, expiringId))).toBeUndefined()
  await db.withTenant(otherTenantId, (tx) => deleteFile(tx, tenantId, keptId))

  const definition = {
    name: 'platform.purge-expired-files',
    plane: 'control' as const,
    run: purgeExpiredFiles,
  }
  const { signal } = new AbortController()
  await runJob(
    definition,
    { id: newId(), name: definition.name, data: {} },
    { services, log, draining: signal },
  )
  await expect(services.files.open(tenantId, expiring.key)).rejects.toSatisfy((e) => isProblem(e, notFound))
  expect(await db.withWorker((tx) => listExpired(tx, new Date(), 10))).toEqual([])
  expect(await db.queryTenant(tenantId, (tx) => findFile(tx, expiringId))).toBeUndefined()
  expect(await db.queryTenant(tenantId, (tx) => findFile(tx, keptId))).toMatchObject({ name: 'simpan.txt' })
})

test('what dead processes left is swept when it is old: uploads, halves, files without a row; nothing else', async () => {
  const { db, tenantId, services, log, dataFolder } = bench
  const content = () => Readable.from([Buffer.from('content')])
  const put = async (of: string) => ({ tenantId: of, key: (await services.files.put(of, content())).key })
  const withRow = await put(tenantId)
  const [orphan, youngOrphan] = [await put(tenantId), await put(tenantId)]
  const ofAnotherDatabase = await put(newId())
  await db.withTenant(tenantId, (tx) =>
    insertFile(tx, {
      id: newId(),
      key: withRow.key,
      name: 'a.csv',
      mediaType: 'text/csv',
      bytes: 7,
      sha256: '00'.repeat(32),
      purpose: 'import',
      createdBy: null,
      expiresAt: null,
    }),
  )
  const uploads = join(dataFolder, 'tmp')
  await mkdir(uploads, { recursive: true })
  const left = join(uploads, `upload-${newId()}`)
  const underWay = join(uploads, `upload-${newId()}`)
  const half = join(dataFolder, 'files', 'tmp', `${newId()}.part`)
  for (const path of [left, underWay, half]) await writeFile(path, 'bytes')
  const longAgo = new Date(Date.now() - 90_000_000)
  const old = [
    left,
    half,
    ...[withRow, orphan, ofAnotherDatabase].map(({ key }) => join(dataFolder, 'files', key)),
  ]
  for (const path of old) await utimes(path, longAgo, longAgo)

  const config = { dataFolder } as typeof services.config
  await sweepFiles({ services: { ...services, config }, log, signal: new AbortController().signal })

  expect(await readdir(uploads)).toEqual([underWay.split('/').at(-1)])
  expect(await readdir(join(dataFolder, 'files', 'tmp'))).toEqual([])
  for (const { tenantId: of, key } of [withRow, youngOrphan, ofAnotherDatabase])
    expect((await buffer(await services.files.open(of, key))).toString()).toBe('content')
  await expect(services.files.open(tenantId, orphan.key)).rejects.toSatisfy((e) => isProblem(e, notFound))
})
