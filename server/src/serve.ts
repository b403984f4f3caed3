import type { Config } from '@lumbung/kernel'
import closeWithGrace from 'close-with-grace'
import { type Started, start } from './start.ts'

/** Longest a stop may take: requests under way finish, jobs return their work, PostgreSQL checkpoints. */
const STOP_MILLISECONDS = 30_000

/** Starts everything, says where to open it and how to sign in, and stops cleanly on SIGINT or SIGTERM. */
export async function serve(config: Config): Promise<void> {
  const started = await start(config)
  const say = (line = '') => process.stdout.write(`${line}\n`)
  say(`Lumbung is running at ${started.url}`)
  say(`  API reference    ${started.url}/api/v1/docs`)
  say(`  Data             ${config.databaseUrl ? 'DATABASE_URL' : config.dataFolder}`)
  if (started.notice) say(`  Note             ${started.notice}`)
  const administrator = started.firstAdministrator
  if (administrator) {
    say()
    say(`  Sign in with     ${administrator.email}`)
    if (administrator.password)
      say(`  Password         ${administrator.password}   (shown this once; change it after signing in)`)
    say(`  Organisation     ${administrator.tenantSlug}`)
  }
  say()
  say('Press Ctrl-C to stop.')
  stopOnSignal(started)
}

/**
 * SIGINT, SIGTERM or an error that nobody caught stops the platform and its PostgreSQL in order. Answers what takes
 * this back, for who stops it otherwise and ends with an exit code of their own.
 */
export function stopOnSignal(started: Started): () => void {
  const { uninstall } = closeWithGrace({ delay: STOP_MILLISECONDS }, async ({ err }) => {
    if (err) process.stderr.write(`stopping after an error: ${err.stack ?? err.message}\n`)
    await started.stop()
  })
  return uninstall
}
