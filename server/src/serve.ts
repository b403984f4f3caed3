import type { Config } from '@lumbung/kernel'
import closeWithGrace from 'close-with-grace'
import { ensureConsole } from './console-build.ts'
import { type Started, start } from './start.ts'

/** Longest a stop may take: requests under way finish, jobs return their work, PostgreSQL checkpoints. */
const STOP_MILLISECONDS = 30_000

/** Starts everything, says where to open it and how to sign in, and stops cleanly on SIGINT or SIGTERM. */
export async function serve(config: Config): Promise<void> {
  const served = await withConsole(config)
  const started = await start(served)
  const say = (line = '') => process.stdout.write(`${line}\n`)
  say(served.consoleFolder ? `Open  ${addressOf(started, config)}` : `Lumbung answers at ${started.url}`)
  say()
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

/** With the folder of the console, built first where its sources have changed; a worker shows nothing to people. */
export async function withConsole(config: Config): Promise<Config> {
  if (!config.console || config.role === 'worker' || config.consoleFolder !== undefined) return config
  return { ...config, consoleFolder: await ensureConsole() }
}

/** Where people open it; where the port was left to the system, the one that it chose. */
export function addressOf({ url }: Started, config: Config): string {
  const address = new URL(config.publicUrl)
  if (config.port === 0 && address.port === '0') address.port = new URL(url).port
  return address.origin
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
