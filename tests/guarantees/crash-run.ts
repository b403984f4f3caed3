import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbeddedPostgres } from '@lumbung/kernel'
import { verifyLedger } from '@lumbung/ledger/contract'
import pg from 'pg'
import { arrangeRun } from './crash/arrange.ts'
import { type AuditResult, auditRun } from './crash/auditor.ts'
import { CommandSender, type Outcome } from './crash/client.ts'
import { bringFaults, type Fault, type FaultRates, planFaults } from './crash/faults.ts'
import type { Findings } from './crash/findings.ts'
import { freePort, ServerProcess } from './crash/server-process.ts'
import { askAgain, settle } from './crash/settle.ts'

export interface CrashRunOptions {
  seed: number
  operations: number
  clients?: number
  servers?: number
  /** Commands between two faults of a kind, on average. */
  every?: FaultRates
  say?: (line: string) => void
}

export interface CrashReport {
  seed: number
  accepted: number
  refused: number
  /** Commands that were sent more than once because the end of an attempt was unknown. */
  retried: number
  /** Of those, refused at first although an earlier attempt was accepted in the end. */
  appliedAfterRefusal: number
  askedAgain: number
  faults: Record<Fault['kind'], number>
  failedStarts: number
  interruptions: Record<string, number>
  accounts: number
  movements: number
  seconds: number
  perSecond: number
  /** What is wrong; empty when every promise was kept. */
  violations: string[]
}

const DATABASE = 'lumbung'
/** About every two seconds and every fifteen seconds of load on two cores. */
const EVERY: FaultRates = { kill: 1_000, crash: 6_000, freeze: 2_500 }

/** The seed of LUMBUNG_TEST_SEED, or a new one; it is part of the report, so that a failed run can be made again. */
export function chooseSeed(): number {
  const given = process.env.LUMBUNG_TEST_SEED
  if (given === undefined || given === '') return randomInt(2 ** 31)
  if (!/^\d{1,10}$/.test(given)) throw new Error('LUMBUNG_TEST_SEED must be a whole number')
  return Number(given)
}

/**
 * Server processes on one durable PostgreSQL take stock movements from many clients while they are killed, frozen and
 * the database crashes (G1, G3, G26). Clients keep at each command with its key until its outcome is known; then
 * everything stored is compared with everything that was said. The folder, with the servers' logs, stays when something
 * is wrong.
 */
export async function runCrashRun(options: CrashRunOptions): Promise<CrashReport> {
  const { seed, operations, say = () => undefined } = options
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-crash-'))
  const postgres = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    settings: { max_connections: '200' },
  })
  const servers: ServerProcess[] = []
  let report: CrashReport | undefined
  try {
    const databaseUrl = await createDatabase(postgres.adminUrl)
    const env = serverEnv(folder, databaseUrl)
    const run = await arrangeRun(env)
    for (let number = 0; number < (options.servers ?? 2); number += 1) {
      servers.push(new ServerProcess({ ...(await place(folder, `server-${number}`)), env }))
    }
    for (const server of servers) server.run()
    await untilReady(servers)
    say(`${operations} commands, seed ${seed}, ${servers.length} servers, folder ${folder}`)

    const startedAt = Date.now()
    const sender = new CommandSender(servers, run.senders, startedAt)
    const told: Outcome[] = []
    const faults = bringFaults(planFaults(seed, operations, options.every ?? EVERY), {
      servers,
      crashPostgres: () => postgres.crashAndRestart(),
      progress: () => told.length,
      say,
    })
    await Promise.all([
      sender.sendAll({ seed, operations, clients: options.clients ?? 64 }, (outcome) => told.push(outcome)),
      faults.done,
    ]).finally(() => faults.cease())
    const seconds = (Date.now() - startedAt) / 1_000
    await untilReady(servers)

    const { outcomes, appliedAfterRefusal } = await settle(sender, told)
    const audit = await auditRun({ databaseUrl, tenantId: run.tenantId, siteIds: run.siteIds, outcomes })
    const { findings } = audit
    const askedAgain = await askAgain(sender, outcomes, findings)
    sender.close()
    const reader = new ServerProcess({
      ...(await place(folder, 'reader')),
      env: { ...env, LUMBUNG_ROLE: 'query' },
    })
    servers.push(reader)
    await auditByProgram(reader, run.auditor, audit)
    await stopAll(servers, findings)
    const accepted = outcomes.filter(({ status }) => status === 201).length
    report = {
      seed,
      accepted,
      refused: outcomes.length - accepted,
      retried: outcomes.filter(({ afterUnknown }) => afterUnknown).length,
      appliedAfterRefusal,
      askedAgain,
      faults: faults.brought,
      failedStarts: servers.reduce((sum, server) => sum + server.failedStarts, 0),
      interruptions: Object.fromEntries(sender.interruptions),
      accounts: audit.accounts,
      movements: audit.movements,
      seconds,
      perSecond: operations / seconds,
      violations: findings.toLines(),
    }
    return report
  } finally {
    for (const server of servers) server.abandon()
    await postgres.stop()
    if (report && report.violations.length === 0) await removeFolders(folder, postgres.dataFolder)
    else say(`left for inspection: ${folder}, ${postgres.dataFolder}`)
  }
}

/** Facts are kept in the outbox: with the role `command` nobody delivers them, and the auditor sees them all. */
function serverEnv(folder: string, databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    LUMBUNG_DATA: folder,
    LUMBUNG_ROLE: 'command',
    LUMBUNG_POOL_SIZE: '12',
    LUMBUNG_LOG_LEVEL: 'warn',
    LUMBUNG_CONSOLE: 'off',
    LUMBUNG_RATE_PER_MINUTE: '1000000',
    LUMBUNG_ADMIN_EMAIL: 'administrator@example.test',
  }
}

async function place(folder: string, name: string): Promise<{ port: number; logFile: string }> {
  return { port: await freePort(), logFile: join(folder, `${name}.log`) }
}

async function createDatabase(adminUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query(`CREATE DATABASE ${DATABASE}`)
  await client.end()
  const url = new URL(adminUrl)
  url.pathname = `/${DATABASE}`
  return url.toString()
}

async function untilReady(servers: readonly ServerProcess[]): Promise<void> {
  const deadline = Date.now() + 60_000
  while (!servers.every((server) => server.ready)) {
    if (Date.now() > deadline) throw new Error('the servers are not up within a minute')
    await sleep(50)
  }
}

/** What the product says of itself: its own verification must agree with the auditor's. */
async function auditByProgram(reader: ServerProcess, token: string, audit: AuditResult): Promise<void> {
  reader.run()
  await untilReady([reader])
  const verified = await verifyBy(reader, token)
  const agrees =
    verified.intact && verified.movements === audit.movements && verified.accounts === audit.accounts
  if (!agrees) audit.findings.add('the ledger’s own verification disagrees', JSON.stringify(verified))
}

async function stopAll(servers: readonly ServerProcess[], findings: Findings): Promise<void> {
  for (const server of servers) {
    const code = await server.stop()
    if (code !== 0) findings.add('an orderly stop failed', `exit code ${code}`)
    for (const exit of server.unaskedExits) findings.add('a server ended by itself', exit)
  }
}

async function verifyBy(server: ServerProcess, token: string) {
  const answer = await fetch(`http://127.0.0.1:${server.port}/api/v1${verifyLedger.http.split(' ')[1]}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (!answer.ok) throw new Error(`verifying the ledger answered ${answer.status}: ${await answer.text()}`)
  return verifyLedger.output.parse(await answer.json())
}

async function removeFolders(...folders: string[]): Promise<void> {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
}

if (import.meta.main) {
  const [, , given = '60000'] = process.argv
  if (!/^\d{1,7}$/.test(given)) throw new Error('how many operations? a whole number, please')
  const operations = Number(given)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const report = await runCrashRun({ seed: chooseSeed(), operations, say })
  say(JSON.stringify(report, null, 2))
  say(report.violations.length === 0 ? 'every promise was kept' : 'promises were broken')
  process.exitCode = report.violations.length === 0 ? 0 : 1
}
