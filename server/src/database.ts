import { join } from 'node:path'
import { type Config, type Logger, startEmbeddedPostgres } from '@lumbung/kernel'
import pg from 'pg'

const DATABASE = 'lumbung'

export interface RunningDatabase {
  adminUrl: string
  /** What the person who starts the program should know, e.g. that the cluster lives elsewhere. */
  notice: string | null
  stop(): Promise<void>
}

/** The database of DATABASE_URL, else an embedded PostgreSQL in the data folder, started and stopped with us. */
export async function openDatabase(config: Config, log: Logger): Promise<RunningDatabase> {
  if (config.databaseUrl) return { adminUrl: config.databaseUrl, notice: null, stop: async () => undefined }
  const cluster = await startEmbeddedPostgres({
    folder: join(config.dataFolder, 'postgres'),
    log: (line) => log.debug({ postgres: line.trimEnd() }, 'postgres'),
  })
  try {
    await createDatabase(cluster.adminUrl)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  const url = new URL(cluster.adminUrl)
  url.pathname = `/${DATABASE}`
  return { adminUrl: url.toString(), notice: cluster.notice ?? null, stop: () => cluster.stop() }
}

async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
  } finally {
    await client.end()
  }
}
