import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { raise } from '@lumbung/contract'
import { notFound } from '../../contract/problems.ts'
import { newId } from '../ids.ts'
import type { FileStore } from './file-store.ts'
import { isOlder, removeOldFiles } from './remove-old.ts'
import { removeQuietly, syncFolder } from './write-whole.ts'

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const TENANT = new RegExp(`^${UUID}$`)
const KEY = new RegExp(`^(${UUID})/([0-9a-f]{6})/(${UUID})$`)

/**
 * Files in a local folder: `<tenant>/<first 6 hex digits of the id>/<id>`, the digits changing every 4.7 hours so that no
 * folder grows without end. A path is made only from a key of exactly that form whose tenant is the asking one, so no
 * key leads out of the tenant's folder.
 */
export function createFileStore(folder: string): FileStore {
  const temporaryFolder = join(folder, 'tmp')
  return {
    put: (tenantId, content) => put(folder, temporaryFolder, tenantId, content),
    open: async (tenantId, key) => (await openForReading(pathOf(folder, tenantId, key))).createReadStream(),
    localCopy: async (tenantId, key) => {
      const path = pathOf(folder, tenantId, key)
      await (await openForReading(path)).close()
      return { path, release: async () => undefined }
    },
    remove: async (tenantId, key) => removeQuietly(pathOf(folder, tenantId, key)),
    healthy: () => canWrite(temporaryFolder),
    listStored: (olderThanMilliseconds) => listStored(folder, olderThanMilliseconds),
    removeTemporary: (olderThanMilliseconds) => removeOldFiles(temporaryFolder, olderThanMilliseconds),
  }
}

async function put(folder: string, temporaryFolder: string, tenantId: string, content: Readable) {
  const id = newId()
  const key = `${tenantId}/${id.slice(0, 6)}/${id}`
  const path = pathOf(folder, tenantId, key)
  await mkdir(temporaryFolder, { recursive: true, mode: 0o700 })
  const temporary = join(temporaryFolder, `${id}.part`)
  try {
    const { bytes, sha256 } = await writeSynced(temporary, content)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(temporary, path)
    await syncFolder(dirname(path))
    return { key, bytes, sha256 }
  } catch (error) {
    await removeQuietly(temporary)
    throw error
  }
}

async function writeSynced(path: string, content: Readable): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const file = await open(path, 'wx', 0o600)
  // `flush` makes the stream sync the file to disk before it closes it.
  await pipeline(content, measure, file.createWriteStream({ flush: true }))
  return { bytes, sha256: hash.digest('hex') }
}

function pathOf(folder: string, tenantId: string, key: string): string {
  const match = KEY.exec(key)
  if (
    !TENANT.test(tenantId) ||
    !match ||
    match[1] !== tenantId ||
    !match[3]?.startsWith(match[2] as string)
  ) {
    throw raise(notFound, {})
  }
  return join(folder, match[1], match[2] as string, match[3])
}

async function openForReading(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ELOOP') throw raise(notFound, {}, { cause: error })
    throw error
  }
}

async function canWrite(temporaryFolder: string): Promise<boolean> {
  const probe = join(temporaryFolder, `${newId()}.probe`)
  try {
    await mkdir(temporaryFolder, { recursive: true, mode: 0o700 })
    const file = await open(probe, 'wx', 0o600)
    try {
      await file.writeFile('probe')
    } finally {
      await file.close()
      await removeQuietly(probe)
    }
    return true
  } catch {
    // The answer is the error: a store that cannot be written is not healthy.
    return false
  }
}

async function* listStored(folder: string, olderThanMilliseconds: number) {
  for (const tenantId of await namesIn(folder)) {
    if (!TENANT.test(tenantId)) continue
    for (const shard of await namesIn(join(folder, tenantId))) {
      for (const id of await namesIn(join(folder, tenantId, shard))) {
        const key = `${tenantId}/${shard}/${id}`
        if (KEY.test(key) && (await isOlder(join(folder, key), olderThanMilliseconds)))
          yield { tenantId, key }
      }
    }
  }
}

/** None where there is no such folder, or none yet. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
