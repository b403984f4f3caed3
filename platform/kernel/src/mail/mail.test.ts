import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { defineApp } from '../app/define-app.ts'
import type { Services } from '../app/services.ts'
import { createJobs, type Jobs } from '../jobs/jobs.ts'
import { kernelJobs } from '../jobs/kernel-jobs.ts'
import { createWorkerBench, type WorkerBench } from '../outbox/worker.fixture.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMailer } from './create-mailer.ts'
import { queueMail, SEND_MAIL } from './mail.jobs.ts'
import { InvalidMail, type MailMessage } from './mailer.ts'
import { type SmtpSink, startSmtpSink } from './smtp-sink.fixture.ts'

const log = createLogger({ level: 'silent' })
const message: MailMessage = {
  to: 'operator@example.test',
  subject: 'Stok solar menipis — 1.250,5 liter',
  text: 'Halo,\n.\nSisa stok GENSET tinggal sedikit.',
}

let bench: WorkerBench
let sink: SmtpSink
let folder: string

beforeAll(async () => {
  const app = defineApp({
    id: 'test',
    name: { id: 'Uji', en: 'Test' },
    summary: { id: 'Uji', en: 'Test' },
    jobs: kernelJobs,
  })
  bench = await createWorkerBench([app])
  sink = await startSmtpSink()
  folder = await mkdtemp(join(tmpdir(), 'lumbung-mail-'))
})

afterEach(() => {
  sink.received.length = 0
})

afterAll(async () => {
  await bench.close()
  await sink.close()
  await rm(folder, { recursive: true, force: true })
})

function mailerTo(smtpUrl: string | undefined) {
  const mailFrom = 'Lumbung <no-reply@example.test>'
  return createMailer(
    { smtpUrl, dataFolder: folder, mailFrom, publicUrl: 'https://lumbung.example.test' },
    log,
  )
}

/** Header name (lower case) → values, unfolded. */
function headersOf(data: string): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  const head = data.slice(0, data.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  for (const line of head.split('\r\n')) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase()
    headers.set(name, [...(headers.get(name) ?? []), line.slice(line.indexOf(':') + 2)])
  }
  return headers
}

function decodedBody(data: string): string {
  const body = data.slice(data.indexOf('\r\n\r\n') + 4)
  const soft = body.replace(/=\r\n/g, '')
  return Buffer.from(
    soft.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}

test('without a mail server each message becomes one whole file whose name sorts by time', async () => {
  const mailer = mailerTo(undefined)
  for (const subject of ['first', 'second', 'third']) await mailer.send({ ...message, subject })
  const files = (await readdir(join(folder, 'mail'))).sort()
  expect(files).toHaveLength(3)
  expect(files.every((file) => /^\d{8}T\d{6}\.\d{3}Z-[0-9a-f-]{36}\.eml$/.test(file))).toBe(true)
  const subjects: (string | undefined)[] = []
  for (const file of files) {
    const data = await readFile(join(folder, 'mail', file), 'utf8')
    const headers = headersOf(data)
    expect(headers.get('to')).toEqual([message.to])
    expect(headers.get('from')).toEqual(['Lumbung <no-reply@example.test>'])
    expect(decodedBody(data).replaceAll('\r\n', '\n').trim()).toBe(message.text)
    subjects.push(headers.get('subject')?.[0])
  }
  expect(subjects).toEqual(['first', 'second', 'third'])
})

test('over SMTP the message arrives as it was written, lone dots and accents too', async () => {
  await mailerTo(sink.url).send({ ...message, messageId: 'abc-1' })
  expect(sink.received).toHaveLength(1)
  const [mail] = sink.received
  expect(mail?.to).toEqual([message.to])
  expect(mail?.from).toBe('no-reply@example.test')
  const data = (mail?.data ?? '').replace(/^\.\./gm, '.')
  expect(headersOf(data).get('message-id')).toEqual(['<abc-1@lumbung.example.test>'])
  expect(decodedBody(data).replaceAll('\r\n', '\n').trim()).toBe(message.text)
})

const LINE_ENDS = ['\r\n', '\n', '\r', '\u0000', '\u0085', '\u2028', '\u2029', '\u000b', '\u000c']
const INJECTIONS = LINE_ENDS.flatMap((end) => [
  { ...message, subject: `Hello${end}Bcc: thief@example.test` },
  { ...message, subject: `${end}${end}<script>` },
  { ...message, to: `operator@example.test${end}Bcc: thief@example.test` },
  { ...message, to: `${end}operator@example.test` },
  { ...message, to: `operator@example.test>${end}RCPT TO:<thief@example.test` },
]).concat(
  [
    'a@example.test, thief@example.test',
    'a@example.test;thief@example.test',
    'Someone <thief@example.test>',
    '"a@example.test" <thief@example.test>',
    'group:thief@example.test;',
    'thief@example.test@example.test',
    'thief%0d%0aRCPT@',
    '@example.test',
    'plain',
    '',
  ].map((to) => ({ ...message, to })),
)

test('no recipient or header can be injected: the whole corpus is refused and nothing leaves', async () => {
  for (const bad of INJECTIONS) {
    await expect(mailerTo(sink.url).send(bad), JSON.stringify(bad)).rejects.toBeInstanceOf(InvalidMail)
  }
  await expect(
    mailerTo(sink.url).send({ ...message, messageId: 'x>\r\nBcc: thief@example.test' }),
  ).rejects.toBeInstanceOf(InvalidMail)
  expect(sink.received).toEqual([])
})

test('text that looks like headers stays in the body', async () => {
  await mailerTo(sink.url).send({ ...message, text: 'Bcc: thief@example.test\r\n\r\nSubject: other' })
  const headers = headersOf(sink.received[0]?.data ?? '')
  expect(headers.has('bcc')).toBe(false)
  expect(headers.get('subject')).toHaveLength(1)
  expect(sink.received[0]?.to).toEqual([message.to])
})

async function withJobs(
  smtpUrl: string,
  use: (services: Services, jobs: Jobs) => Promise<void>,
): Promise<void> {
  const services = { ...bench.services, mail: mailerTo(smtpUrl) } as {
    -readonly [P in keyof Services]: Services[P]
  }
  const { workerUrl, db, catalogue } = bench
  const jobs = createJobs({ workerUrl, db, catalogue, services, log })
  services.enqueueJob = (tx, job, data) => jobs.enqueue(tx, job, data)
  try {
    await use(services, jobs)
  } finally {
    await jobs.stop()
  }
}

test('a queued message is sent if its transaction commits, tried again after a refusal, and keeps its message id', async () => {
  await withJobs(sink.url, async (services, jobs) => {
    const { tenantId, db } = bench
    await expect(
      db.withTenant(tenantId, async (tx) => {
        await queueMail({ tx, services, tenantId }, { ...message, subject: 'undone' })
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await db.withTenant(tenantId, (tx) => queueMail({ tx, services, tenantId }, message))
    await db.withControl((tx) =>
      queueMail({ tx, services, tenantId: null }, { ...message, subject: 'reset' }),
    )
    sink.refuseNext(1)
    expect(await jobs.runPending(SEND_MAIL, { ignoreDelay: true })).toBe(3)
  })
  expect(sink.received).toHaveLength(2)
  const ids = await bench.asSuperuser<{ id: string }>(
    "SELECT id FROM pgboss.job WHERE name = 'platform.send-mail' AND state = 'completed'",
  )
  const sent = sink.received.map((mail) => headersOf(mail.data).get('message-id')?.[0])
  expect(sent.sort()).toEqual(ids.map(({ id }) => `<${id}@lumbung.example.test>`).sort())
})

test('a bad address is refused when it is queued', async () => {
  await withJobs(sink.url, async (services) => {
    await expect(
      bench.db.withTenant(bench.tenantId, (tx) =>
        queueMail({ tx, services, tenantId: bench.tenantId }, { ...message, to: 'a@b\r\nBcc: c@d' }),
      ),
    ).rejects.toBeInstanceOf(InvalidMail)
  })
})
