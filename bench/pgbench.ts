import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Transactions per second of scripts drawn at random, every statement prepared; `url` is the runtime role's. */
export async function pgbench(options: {
  url: string
  scripts: string[]
  connections: number
  seconds: number
}): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-pgbench-'))
  const files = options.scripts.map((_, index) => join(folder, `script-${index}.sql`))
  await Promise.all(files.map((file, index) => writeFile(file, options.scripts[index] as string)))
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
        ...files.map((file) => `--file=${file}`),
        `--host=${url.hostname}`,
        `--port=${url.port}`,
        `--username=${url.username}`,
        url.pathname.slice(1),
      ],
      { env: { ...process.env, PGPASSWORD: decodeURIComponent(url.password) }, maxBuffer: 10_000_000 },
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
  } finally {
    await rm(folder, { recursive: true })
  }
}
