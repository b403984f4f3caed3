import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { ensureCluster } from './cluster-files.ts'
import { acquireClusterLock } from './cluster-lock.ts'
import { choosePlace } from './cluster-place.ts'
import type { FixtureAnswer, FixtureRunning } from './embedded-postgres.fixture.ts'
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
import { ensureRunnable, locateProgram } from './postgres-program.ts'
import { isProcessAlive } from './processes.ts'
import { canReach, chooseAccount } from './system-account.ts'

const isRoot = process.getuid?.() === 0
const clusters: EmbeddedPostgres[] = []
const children: ChildProcess[] = []
const folders: string[] = []

afterEach(async () => {
  for (const child of children.splice(0)) await endProcess(child, 'SIGTERM')
  for (const cluster of clusters.splice(0)) await cluster.stop()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

describe('an embedded PostgreSQL', () => {
  it('keeps its rows, its port and its password from one start to the next', async () => {
    const folder = await makeFolder()
    const first = await start({ folder })
    await run(first.adminUrl, 'create table kept (id int primary key)', 'insert into kept values (42)')
    const url = first.adminUrl
    await first.stop()

    const second = await start({ folder })
    expect(second.adminUrl).toBe(url)
    expect(await read(second.adminUrl, 'select id from kept')).toEqual([{ id: 42 }])
  })

  it('is UTF-8 with a collation of its own, checksums, UTC and passwords by SCRAM only, for this machine only', async () => {
    const cluster = await start({ folder: await makeFolder(), settings: { max_connections: '17' } })
    const [settings] = await read(
      cluster.adminUrl,
      `select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
              current_setting('TimeZone') as zone, current_setting('max_connections') as connections,
              current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
              (select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'template0') as locale,
              (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as methods`,
    )
    expect(settings).toEqual({
      encoding: 'UTF8',
      checksums: 'on',
      zone: 'UTC',
      connections: '17',
      addresses: '127.0.0.1',
      sockets: '',
      locale: 'b C.UTF-8',
      methods: 'scram-sha-256',
    })
    const wrong = new URL(cluster.adminUrl)
    wrong.password = 'password'
    await expect(read(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    const secret = await stat(join(cluster.dataFolder, 'password'))
    expect(secret.mode & 0o777).toBe(0o600)
    expect((await stat(join(cluster.dataFolder, 'cluster'))).mode & 0o077).toBe(0)
  })

  it('makes connection strings that survive any character in a role and a password', async () => {
    const cluster = await start({ folder: await makeFolder() })
    const password = 'p@ss:/?#[]%&= ü'
    await run(
      cluster.adminUrl,
      `create role "r/ö@" login password '${password}'`,
      'create database "d b ü" owner "r/ö@"',
    )
    const rows = await read(
      cluster.urlFor('r/ö@', password, 'd b ü'),
      'select current_user::text as role, current_database()::text as database',
    )
    expect(rows).toEqual([{ role: 'r/ö@', database: 'd b ü' }])
  })

  it('refuses a fixed port that another program has, and leaves the folder free for the next start', async () => {
    const folder = await makeFolder()
    const squatter = createServer()
    const port = await new Promise<number>((resolve) => {
      squatter.listen(0, '127.0.0.1', () => resolve((squatter.address() as { port: number }).port))
    })
    try {
      await expect(startEmbeddedPostgres({ folder, port, durable: false })).rejects.toThrow(
        `Port ${port} on 127.0.0.1 is taken`,
      )
    } finally {
      await new Promise((resolve) => squatter.close(resolve))
    }
    const cluster = await start({ folder, port })
    expect(new URL(cluster.adminUrl).port).toBe(String(port))
  })

  it('takes another port when the recorded one is taken meanwhile', async () => {
    const folder = await makeFolder()
    const first = await start({ folder })
    const port = Number(new URL(first.adminUrl).port)
    await first.stop()
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve))
    try {
      const second = await start({ folder })
      expect(new URL(second.adminUrl).port).not.toBe(String(port))
      expect(await read(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      await new Promise((resolve) => squatter.close(resolve))
    }
  })

  it('says what the server said when a setting keeps it from starting', async () => {
    const failing = startEmbeddedPostgres({
      folder: await makeFolder(),
      settings: { shared_buffers: 'lots' },
    })
    await expect(failing).rejects.toThrow(/did not start[\s\S]*shared_buffers/)
  })

  it('begins again after a first start that was cut off', async () => {
    const folder = await makeFolder()
    await mkdir(join(folder, 'cluster.unfinished', 'base'), { recursive: true })
    await writeFile(join(folder, 'password'), 'half')
    const cluster = await start({ folder })
    expect(await read(cluster.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('refuses a cluster of another major version instead of touching it', async () => {
    const folder = await makeFolder()
    await (await start({ folder })).stop()
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '17\n')
    await expect(startEmbeddedPostgres({ folder })).rejects.toThrow(
      'made by PostgreSQL 17, but this is PostgreSQL 18',
    )
  })
})

describe('one folder, one process', () => {
  it('refuses a second live process, and the first goes on', async () => {
    const folder = await makeFolder()
    const cluster = await start({ folder })
    const { answer } = await startChild(folder)
    expect(answer.refused).toMatch(
      new RegExp(`Lumbung already runs on this database \\(process ${process.pid} `),
    )
    expect(await read(cluster.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('refuses a second start in the same process', async () => {
    const folder = await makeFolder()
    await start({ folder })
    await expect(startEmbeddedPostgres({ folder, durable: false })).rejects.toThrow('already runs')
  })

  it('takes over the lock of a dead process whose id another process has now', async () => {
    const folder = await makeFolder()
    await leaveLock(folder, { pid: process.pid, startMark: 'another life', host: hostname() })
    const cluster = await start({ folder })
    expect(await read(cluster.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it('lets exactly one of many starts in the same moment take over a dead lock', async () => {
    const folder = await makeFolder()
    await leaveLock(folder, { pid: 0x7ffffffe, startMark: '1', host: hostname() })
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => start({ folder })))
    const refusals = results.flatMap((result) =>
      result.status === 'rejected' ? [String(result.reason)] : [],
    )
    expect(refusals).toHaveLength(7)
    for (const refusal of refusals) expect(refusal).toContain('Lumbung already runs on this database')
  })

  it('refuses while a holder on another host touches its lock, and takes over once it no longer does', async () => {
    const folder = await makeFolder()
    const lock = await leaveLock(folder, { pid: 1, startMark: '1', host: 'another-host' })
    const touching = setInterval(() => void utimes(lock, new Date(), new Date()), 500)
    try {
      await expect(acquireClusterLock(folder)).rejects.toThrow('process 1 on another-host')
    } finally {
      clearInterval(touching)
    }
    await (await acquireClusterLock(folder)).release()
  }, 60_000)
})

describe('after a violent end', () => {
  it('stops an orphan that was left running and finds its rows', async () => {
    const folder = await makeFolder()
    const { child, running } = await startRunningChild(folder)
    await run(running.adminUrl, 'create table kept as select 7 as id')
    process.kill(running.guard, 'SIGKILL')
    await endProcess(child, 'SIGKILL')
    await sleep(500)
    expect(await isProcessAlive(running.postmaster)).toBe(true)

    const cluster = await start({ folder })
    expect(await isProcessAlive(running.postmaster)).toBe(false)
    expect(await read(cluster.adminUrl, 'select id from kept')).toEqual([{ id: 7 }])
  })

  it('does not leave PostgreSQL running when its process is killed', async () => {
    const { child, running } = await startRunningChild(await makeFolder())
    await endProcess(child, 'SIGKILL')
    await expect.poll(() => isProcessAlive(running.postmaster)).toBe(false)
    await expect.poll(() => isProcessAlive(running.guard)).toBe(false)
  })

  it('starts at once while the killed process’s server is still shutting down', async () => {
    const folder = await makeFolder()
    const { child, running } = await startRunningChild(folder)
    await run(running.adminUrl, 'create table kept as select 8 as id')
    await endProcess(child, 'SIGKILL')
    const cluster = await start({ folder })
    expect(await read(cluster.adminUrl, 'select id from kept')).toEqual([{ id: 8 }])
  })

  it('recovers the rows when process and server were killed together', async () => {
    const folder = await makeFolder()
    const { child, running } = await startRunningChild(folder)
    await run(running.adminUrl, 'create table kept as select 9 as id', 'checkpoint')
    for (const pid of [running.guard, running.postmaster]) process.kill(pid, 'SIGKILL')
    await endProcess(child, 'SIGKILL')
    const cluster = await start({ folder })
    expect(await read(cluster.adminUrl, 'select id from kept')).toEqual([{ id: 9 }])
  })

  it('is not blocked by a postmaster.pid whose id now belongs to a foreign process', async () => {
    const folder = await makeFolder()
    const first = await start({ folder })
    const data = join(first.dataFolder, 'cluster')
    const file = await readFile(join(data, 'postmaster.pid'), 'utf8')
    await first.stop()
    const foreigner = spawn('sleep', ['60'], isRoot ? { uid: (await chooseAccount()).uid } : {})
    children.push(foreigner)
    await writeFile(join(data, 'postmaster.pid'), file.replace(/^\d+/, String(foreigner.pid)))

    const second = await start({ folder })
    expect(await read(second.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(await isProcessAlive(foreigner.pid ?? 0)).toBe(true)
  })

  it('brings a killed server back on the same address with every committed row', async () => {
    const cluster = await start({ folder: await makeFolder(), durable: true })
    await run(cluster.adminUrl, 'create table kept (id int)')
    for (let id = 1; id <= 20; id += 1) await run(cluster.adminUrl, `insert into kept values (${id})`)
    const killed = cluster.pids.postmaster
    process.kill(killed!, 'SIGKILL')

    const count = () => read(cluster.adminUrl, 'select count(*)::int as n from kept').catch(() => 'not yet')
    await expect.poll(count, { timeout: 20_000, interval: 100 }).toEqual([{ n: 20 }])
    expect(cluster.pids.postmaster).not.toBe(killed)
  })

  it('keeps every committed row over repeated crashes', async () => {
    const cluster = await start({ folder: await makeFolder(), durable: true })
    const url = cluster.adminUrl
    await run(url, 'create table kept (id int primary key)')
    for (let round = 1; round <= 3; round += 1) {
      await run(url, `insert into kept values (${round})`)
      await cluster.crashAndRestart()
      expect(cluster.adminUrl).toBe(url)
      expect(await read(url, 'select count(*)::int as n from kept')).toEqual([{ n: round }])
    }
  })
})

describe('places and accounts', () => {
  it.runIf(isRoot)(
    'as root under a private folder, keeps the cluster in a reachable place and says so',
    async () => {
      const top = await makeFolder()
      await chmod(top, 0o700)
      const folder = join(top, 'data', 'postgres')
      const first = await start({ folder })
      folders.push(first.dataFolder)
      expect(first.dataFolder).toMatch(/^\/var\/lib\/lumbung\/clusters\//)
      expect(first.notice).toContain(`cannot reach ${folder}`)
      expect(await readFile(join(folder, 'WHERE-THE-DATABASE-IS.txt'), 'utf8')).toContain(first.dataFolder)
      await run(first.adminUrl, 'create table kept as select 1 as id')
      await first.stop()

      const second = await start({ folder })
      expect(second.dataFolder).toBe(first.dataFolder)
      expect(await read(second.adminUrl, 'select id from kept')).toEqual([{ id: 1 }])
      await second.stop()

      await rm(first.dataFolder, { recursive: true })
      await expect(startEmbeddedPostgres({ folder })).rejects.toThrow('which is not there any more')
    },
  )

  it.runIf(isRoot)(
    'as root, copies a program that its account cannot reach, and the copy makes a cluster',
    async () => {
      const account = await chooseAccount()
      const top = await makeFolder()
      await chmod(top, 0o700)
      const installed = await locateProgram()
      const hidden = join(top, 'native')
      await cp(installed.folder, hidden, { recursive: true, verbatimSymlinks: true })
      const inHidden = (path: string) => path.replace(installed.folder, hidden)
      const version = `18.test-${process.pid}`
      const copy = await ensureRunnable(
        {
          version,
          folder: hidden,
          initdb: inHidden(installed.initdb),
          pgCtl: inHidden(installed.pgCtl),
          postgres: inHidden(installed.postgres),
        },
        account,
      )
      folders.push(copy.folder)
      expect(copy.folder).toBe(`/var/lib/lumbung/postgresql-${version}`)
      expect((await stat(copy.postgres)).uid).toBe(0)
      const place = await choosePlace(await makeFolder())
      await ensureCluster({ ...place, account }, copy, false)
      expect((await stat(place.cluster)).uid).toBe(account.uid)
      const again = await ensureRunnable({ ...installed, version }, account)
      // A checkout under a private folder hides the installed program too; then the copy serves again.
      const isReachable = await canReach(account, installed.folder)
      expect(again.folder).toBe(isReachable ? installed.folder : copy.folder)
    },
  )

  it('runs as an ordinary user in a private folder of that user, without a notice', async () => {
    const folder = await makeFolder()
    const account = isRoot ? await chooseAccount() : undefined
    // Under a private folder of root's, another user cannot read the checkout, hence not run anything of it.
    if (account !== undefined && !(await canReach(account, import.meta.dirname))) return
    if (account !== undefined) await chown(folder, account.uid, account.gid)
    await chmod(folder, 0o700)
    const { running } = await startRunningChild(folder, account)
    expect(running.dataFolder).toBe(folder)
    expect(running.notice).toBeUndefined()
    expect(await read(running.adminUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-embedded-'))
  await chmod(folder, 0o755)
  folders.push(folder)
  return folder
}

async function leaveLock(
  folder: string,
  holder: { pid: number; startMark: string; host: string },
): Promise<string> {
  const path = join(folder, 'lumbung.lock.4')
  await writeFile(path, JSON.stringify(holder))
  return path
}

async function start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await startEmbeddedPostgres({ durable: false, ...options })
  clusters.push(cluster)
  return cluster
}

async function startChild(
  folder: string,
  account?: { uid: number; gid: number },
): Promise<{ child: ChildProcess; answer: FixtureAnswer }> {
  const script = join(import.meta.dirname, 'embedded-postgres.fixture.ts')
  const child = spawn(process.execPath, [script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  })
  children.push(child)
  for await (const line of createInterface({ input: child.stdout! })) {
    return { child, answer: JSON.parse(line) as FixtureAnswer }
  }
  throw new Error('The fixture ended without an answer')
}

async function startRunningChild(
  folder: string,
  account?: { uid: number; gid: number },
): Promise<{ child: ChildProcess; running: FixtureRunning }> {
  const { child, answer } = await startChild(folder, account)
  if (answer.running === undefined) throw new Error(answer.refused)
  return { child, running: answer.running }
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}

async function run(url: string, ...statements: string[]): Promise<void> {
  await withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement)
  })
}

function read(url: string, query: string): Promise<unknown[]> {
  return withClient(url, async (client) => (await client.query(query)).rows)
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  // A server that is killed reports by event too; the pending query's rejection carries the same news.
  client.on('error', () => {})
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}
