import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { newId } from '../ids.ts'

/**
 * `writeFileWhole` for what is read and written before anything runs: secrets, the command line's session. The file is
 * readable by its owner alone. False, and nothing is changed, when `mayReplace` is false and the file is there already.
 */
export function writeFileWholeSync(path: string, content: string, mayReplace: boolean): boolean {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${newId()}.part`
  try {
    const file = openSync(temporary, 'wx', 0o600)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    if (mayReplace) renameSync(temporary, path)
    // Unlike a rename, a link fails where another process was first.
    else linkSync(temporary, path)
  } catch (error) {
    if (!mayReplace && (error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(temporary, { force: true })
  }
  syncFolderSync(folder)
  return true
}

function syncFolderSync(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
