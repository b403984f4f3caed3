import { runProgram } from './processes.ts'

/** An account of the operating system. */
export interface SystemAccount {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const OWN_ACCOUNT = 'lumbung'

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * The account PostgreSQL runs as when we are root, since PostgreSQL refuses to: `postgres` where the machine has one,
 * else `lumbung`, made on the spot. `nobody` is last, because other programs use it too and could read the data.
 * @throws Error when the machine has none and lets us make none
 */
export async function chooseAccount(): Promise<SystemAccount> {
  const existing = (await findAccount('postgres')) ?? (await findAccount(OWN_ACCOUNT))
  if (existing !== undefined) return existing
  const created = await runProgram('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/usr/sbin/nologin',
    OWN_ACCOUNT,
  ])
  const account = (await findAccount(OWN_ACCOUNT)) ?? (await findAccount('nobody'))
  if (account !== undefined) return account
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no other account for it ' +
      `(making one failed: ${created.output.trim()}). ` +
      'Start Lumbung as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

/** True when `account` itself can pass through to `folder`: asked of the system, which also knows of access lists. */
export async function canReach(account: SystemAccount, folder: string): Promise<boolean> {
  const answer = await runProgram('/bin/sh', ['-c', 'test -d "$1" && test -x "$1"', 'sh', folder], account)
  return answer.succeeded
}

async function findAccount(name: string): Promise<SystemAccount | undefined> {
  // `id` also finds the accounts of a directory service, which /etc/passwd does not list.
  const [uid, gid] = await Promise.all([runProgram('id', ['-u', name]), runProgram('id', ['-g', name])])
  if (!uid.succeeded || !gid.succeeded) return undefined
  return { name, uid: Number(uid.output.trim()), gid: Number(gid.output.trim()) }
}
