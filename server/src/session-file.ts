import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { writeFileWholeSync } from '@lumbung/kernel'

/** Whom the command line acts as: kept per profile in the person's own configuration folder, readable by them alone. */
export interface RemoteSession {
  url: string
  accessToken: string
  refreshToken: string
}

function fileOf(profile: string): string {
  if (!/^[a-z0-9-]{1,40}$/.test(profile)) throw expected('a profile is 1 to 40 of a–z, 0–9 and -')
  const folder = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config')
  return join(folder, 'lumbung', `${profile}.json`)
}

export function saveSession(profile: string, session: RemoteSession): void {
  writeFileWholeSync(fileOf(profile), `${JSON.stringify(session)}\n`, true)
}

export function loadSession(profile: string): RemoteSession {
  try {
    return JSON.parse(readFileSync(fileOf(profile), 'utf8')) as RemoteSession
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
    throw expected(
      `nobody is signed in as profile "${profile}"; run: npm run lumbung -- login --login <e-mail>`,
    )
  }
}

/** An error whose message is for the person at the command line; no stack is shown. */
export function expected(message: string): Error {
  return Object.assign(new Error(message), { expected: true })
}
