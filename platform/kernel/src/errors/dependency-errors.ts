import { DatabaseUnavailable } from '../db/database-unavailable.ts'

/** SQLSTATEs of a server that cannot work now, whatever it was asked; classes by their first two characters. */
const SERVER_CLASSES = new Set(['08', '53', '58'])
const SERVER_STATES = new Set([
  '25006', // read-only: a failover left us with a standby
  '25P03', // idle in a transaction for too long: this process stood still
  '25P04', // the transaction took too long
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '57014', // statement timeout
])

/** What the operating system says of a disk, of memory, of descriptors and of the network. */
const SYSTEM_CODES = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EFBIG',
  'EIO',
  'ENOMEM',
  'EMFILE',
  'ENFILE',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  // A socket file that is not there; a file that somebody asked for is a `platform.not_found` where it is opened.
  'ENOENT',
])

const DEEPEST_CAUSE = 3

/**
 * Whether something that this program stands on failed: the same request may succeed later, and whoever runs the program
 * must hear of the cause. Full disks, lost or refused connections, exhausted memory and descriptors; libraries that wrap
 * such an error are seen through.
 */
export function isDependencyFailure(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof DatabaseUnavailable) return true
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') {
    if (SYSTEM_CODES.has(code) || SERVER_STATES.has(code)) return true
    if (/^[0-9A-Z]{5}$/.test(code) && SERVER_CLASSES.has(code.slice(0, 2))) return true
  } else if (isLostConnection(error)) return true
  return depth < DEEPEST_CAUSE && isDependencyFailure(error.cause, depth + 1)
}

function isLostConnection(error: Error): boolean {
  return /connection (terminated|error|closed)|not queryable/i.test(error.message)
}
