import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../kernel/src/postgres/embedded-postgres.ts'
import type {} from './provided.ts'

let cluster: EmbeddedPostgres | undefined
let folder: string | undefined

/**
 * Gives the whole test run one PostgreSQL server, as `inject('adminUrl')`: the one of LUMBUNG_TEST_DATABASE_URL (its
 * user must be a superuser), else an embedded one that exists only for the run and would not survive a power cut.
 */
export async function setup(project: TestProject): Promise<void> {
  const external = process.env.LUMBUNG_TEST_DATABASE_URL
  if (external !== undefined && external !== '') {
    project.provide('adminUrl', external)
    return
  }
  folder = await mkdtemp(join(tmpdir(), 'lumbung-test-'))
  // As root, PostgreSQL's own account must pass through.
  await chmod(folder, 0o755)
  cluster = await startEmbeddedPostgres({ folder, durable: false, settings: { max_connections: '200' } })
  project.provide('adminUrl', cluster.adminUrl)
}

export async function teardown(): Promise<void> {
  await cluster?.stop()
  for (const used of [cluster?.dataFolder, folder]) {
    if (used !== undefined) await rm(used, { recursive: true, force: true })
  }
}
