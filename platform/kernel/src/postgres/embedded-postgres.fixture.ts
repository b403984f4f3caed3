/**
 * A process of its own that holds a cluster, for tests that kill it: `node embedded-postgres.fixture.ts <folder>`.
 * Prints one line of JSON, `{ running }` or `{ refused }`, and runs until SIGTERM or its death.
 */
import { startEmbeddedPostgres } from './embedded-postgres.ts'

export interface FixtureRunning {
  readonly adminUrl: string
  readonly dataFolder: string
  readonly notice: string | undefined
  readonly postmaster: number
  readonly guard: number
}

export interface FixtureAnswer {
  readonly running?: FixtureRunning
  readonly refused?: string
}

try {
  const cluster = await startEmbeddedPostgres({ folder: process.argv[2] ?? '', durable: false })
  process.once('SIGTERM', () => {
    cluster.stop().then(
      () => process.exit(0),
      (error: Error) => {
        process.stderr.write(`${error.stack}\n`)
        process.exit(1)
      },
    )
  })
  const { adminUrl, dataFolder, notice, pids } = cluster
  process.stdout.write(
    `${JSON.stringify({ running: { adminUrl, dataFolder, notice, postmaster: pids.postmaster, guard: pids.guard } })}\n`,
  )
} catch (error) {
  process.stdout.write(`${JSON.stringify({ refused: (error as Error).message })}\n`)
}
