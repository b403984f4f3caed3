import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Transactions per second of a script of `frozen/`, each statement prepared once per connection and planned once, as the
 * program has it. `url` is the runtime role's; `variables` are the script's.
 */
export async function pgbench(options: {
  url: string
  script: 'history' | 'stock-out'
  variables: Record<string, string>
  connections: number
  seconds: number
}): Promise<number> {
  const file = fileURLToPath(new URL(`./frozen/${options.script}.sql`, import.meta.url))
  const url = new URL(options.url)
  try {
    const { stdout } = await run(
      'pgbench',
      [
        '--no-vacuum',
        '--protocol=prepared',
        `--client=${options.connections}`,
        '--jobs=1',
        `--time=${options.seconds}`,
        ...Object.entries(options.variables).map(([name, value]) => `--define=${name}=${value}`),
        `--file=${file}`,
        `--host=${url.hostname}`,
        `--port=${url.port}`,
        `--username=${url.username}`,
        url.pathname.slice(1),
      ],
      {
        env: {
          ...process.env,
          PGPASSWORD: decodeURIComponent(url.password),
          PGOPTIONS: '-c plan_cache_mode=force_generic_plan',
        },
        maxBuffer: 10_000_000,
      },
    )
    const failed = /number of failed transactions: (\d+)/.exec(stdout)
    if (failed && Number(failed[1]) > 0) throw new Error(`pgbench had failed transactions:\n${stdout}`)
    const match = /tps = ([\d.]+) \(without initial connection time\)/.exec(stdout)
    if (!match) throw new Error(`pgbench printed no rate:\n${stdout}`)
    return Number(match[1])
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT')
      throw new Error('pgbench is not installed (Debian: postgresql-contrib)')
    throw error
  }
}

/** An array literal of ids, for a variable. */
export function idsText(ids: readonly string[]): string {
  return `{${ids.join(',')}}`
}
