import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { removeQuietly } from './write-whole.ts'

/**
 * Removes the files of a folder that nobody has written for so long, and answers how many. A file that is being written
 * is young, however long ago it was begun.
 */
export async function removeOldFiles(folder: string, olderThanMilliseconds: number): Promise<number> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  let removed = 0
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(folder, entry.name)
    if (!(await isOlder(path, olderThanMilliseconds))) continue
    await removeQuietly(path)
    removed += 1
  }
  return removed
}

/** False for what has just gone: its writer renamed or removed it. */
export async function isOlder(path: string, milliseconds: number): Promise<boolean> {
  try {
    return Date.now() - (await stat(path)).mtimeMs >= milliseconds
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
