import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { ConfigError } from './config-error.ts'
import { keptSecret, SHORTEST_SECRET, weaknessOf } from './secret.ts'

/** Which part of the work a process takes; `all` on one machine. */
export const ProcessRole = z.enum(['all', 'query', 'command', 'worker'])
export type ProcessRole = z.infer<typeof ProcessRole>

const url = (...protocols: string[]) =>
  z
    .string()
    .max(2000)
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      message: `must be a URL that begins with ${protocols.join(' or ')}`,
    })

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

/** The default of LUMBUNG_SIGN_IN_RATE: the rates that open operations declare are meant at this value. */
export const SIGN_INS_PER_MINUTE = 20

/** Every setting, its bounds and its default. An unknown LUMBUNG_* variable is refused, so that a typo is seen. */
const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(8000),
  HOST: z.string().max(200).default('127.0.0.1'),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_REPLICA_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  LUMBUNG_DATA: z.string().min(1).max(1000).default('./data'),
  LUMBUNG_SECRET: z
    .string()
    .min(SHORTEST_SECRET, `must have at least ${SHORTEST_SECRET} characters; unset it to use a generated one`)
    .max(500)
    .optional(),
  LUMBUNG_ADMIN_EMAIL: z.email().max(254).optional(),
  LUMBUNG_ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').max(200).optional(),
  LUMBUNG_PUBLIC_URL: url('http:', 'https:').optional(),
  LUMBUNG_ROLE: ProcessRole.default('all'),
  LUMBUNG_POOL_SIZE: wholeNumber(2, 200).default(16),
  LUMBUNG_WAIT_MS: wholeNumber(100, 600_000).default(1_500),
  LUMBUNG_DOWNLOADS_PER_PERSON: wholeNumber(1, 1_000).default(4),
  LUMBUNG_DOWNLOADS_PER_TENANT: wholeNumber(1, 10_000).default(12),
  LUMBUNG_DOWNLOAD_PACE_BYTES: wholeNumber(1, 1_000_000_000).default(1_000),
  LUMBUNG_DOWNLOAD_WINDOW_SECONDS: wholeNumber(1, 3_600).default(30),
  LUMBUNG_DOWNLOAD_SECONDS: wholeNumber(1, 86_400).default(1_800),
  LUMBUNG_SPOOL_LIMIT_BYTES: wholeNumber(1_000_000, 1_000_000_000_000).default(1_000_000_000),
  LUMBUNG_UPLOADS_PER_MINUTE: wholeNumber(1, 1_000_000).default(30),
  LUMBUNG_STORAGE_QUOTA_BYTES: wholeNumber(1_000, 1_000_000_000_000_000).default(10_000_000_000),
  LUMBUNG_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  LUMBUNG_RATE_PER_MINUTE: wholeNumber(1, 1_000_000).default(600),
  LUMBUNG_SIGN_IN_RATE: wholeNumber(1, 1_000_000).default(SIGN_INS_PER_MINUTE),
  LUMBUNG_SHED_DELAY_MS: wholeNumber(50, 600_000).default(250),
  LUMBUNG_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').max(500).optional(),
  LUMBUNG_BODY_LIMIT_BYTES: wholeNumber(1_000, 100_000_000).default(1_000_000),
  LUMBUNG_UPLOAD_LIMIT_BYTES: wholeNumber(1_000, 1_000_000_000).default(50_000_000),
  LUMBUNG_TRUST_PROXY: z.string().max(1000).optional(),
  LUMBUNG_MAIL_FROM: z.string().max(300).default('Lumbung <no-reply@localhost>'),
  LUMBUNG_DATASETS: z.string().max(1000).optional(),
  LUMBUNG_CONSOLE: z.enum(['on', 'off']).default('on'),
})

export interface Config {
  port: number
  host: string
  production: boolean
  /** Tests hold every answer against its contract. */
  checkAnswers: boolean
  databaseUrl: string | undefined
  replicaUrl: string | undefined
  redisUrl: string | undefined
  smtpUrl: string | undefined
  dataFolder: string
  /** Signs tokens and derives the passwords of database roles. */
  secret: string
  adminEmail: string | undefined
  adminPassword: string | undefined
  publicUrl: string
  role: ProcessRole
  /** Database connections for people at work; other kinds of work have their own besides (`db/shares.ts`). */
  poolSize: number
  /** How long a request waits for its tenant's share of them before it is told to come back. */
  waitMilliseconds: number
  downloads: DownloadLimits
  uploadsPerMinute: number
  /** Of the files that one tenant keeps. */
  storageQuotaBytes: number
  logLevel: string
  requestsPerMinute: number
  signInsPerMinute: number
  /**
   * Mean delay of the event loop over a second beyond which new requests would only make everybody wait: a command
   * takes some six turns of the loop, so at the default the accepted ones still end within two seconds.
   */
  shedDelayMilliseconds: number
  /** Who presents it may read `/metrics` from another machine. */
  metricsToken: string | undefined
  bodyLimitBytes: number
  uploadLimitBytes: number
  trustedProxies: string[]
  mailFrom: string
  datasetsFolder: string | undefined
  /** Whether who starts the process builds and serves the console. */
  console: boolean
  /** Where the built console lies; undefined where none is served. */
  consoleFolder: string | undefined
}

export interface DownloadLimits {
  /** Open at the same time in one process. */
  mostPerPerson: number
  mostPerTenant: number
  /** Who takes less than this, over a window, is cut off. */
  leastBytesPerSecond: number
  windowSeconds: number
  /** Nobody takes longer than this. */
  mostSeconds: number
  /** On disk, of all files that were made faster than they are fetched. */
  spoolLimitBytes: number
}

/** Reads and checks the environment once at start. Creates the data folder and, at the first start, its secret. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const known = new Set(Object.keys(Environment.shape))
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('LUMBUNG_') && !known.has(name) && !name.startsWith('LUMBUNG_TEST_'),
  )
  if (unknown.length > 0) {
    throw new ConfigError(
      `unknown setting ${unknown.join(', ')}; known ones are ${[...known].sort().join(', ')}`,
    )
  }
  const present = Object.fromEntries([...known].flatMap((name) => (env[name] ? [[name, env[name]]] : [])))
  const parsed = Environment.safeParse(present)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`these settings are wrong:\n${lines.join('\n')}`)
  }
  const settings = parsed.data
  const weakness = settings.LUMBUNG_SECRET === undefined ? null : weaknessOf(settings.LUMBUNG_SECRET)
  if (weakness !== null) {
    throw new ConfigError(`LUMBUNG_SECRET ${weakness}; set 48 random characters or unset it`)
  }
  const dataFolder = resolve(settings.LUMBUNG_DATA)
  mkdirSync(dataFolder, { recursive: true })
  return {
    port: settings.PORT,
    host: settings.HOST,
    production: settings.NODE_ENV === 'production',
    checkAnswers: settings.NODE_ENV === 'test',
    databaseUrl: settings.DATABASE_URL,
    replicaUrl: settings.DATABASE_REPLICA_URL,
    redisUrl: settings.REDIS_URL,
    smtpUrl: settings.SMTP_URL,
    dataFolder,
    secret: settings.LUMBUNG_SECRET ?? keptSecret(dataFolder),
    adminEmail: settings.LUMBUNG_ADMIN_EMAIL,
    adminPassword: settings.LUMBUNG_ADMIN_PASSWORD,
    publicUrl: settings.LUMBUNG_PUBLIC_URL ?? `http://localhost:${settings.PORT}`,
    role: settings.LUMBUNG_ROLE,
    poolSize: settings.LUMBUNG_POOL_SIZE,
    waitMilliseconds: settings.LUMBUNG_WAIT_MS,
    downloads: {
      mostPerPerson: settings.LUMBUNG_DOWNLOADS_PER_PERSON,
      mostPerTenant: settings.LUMBUNG_DOWNLOADS_PER_TENANT,
      leastBytesPerSecond: settings.LUMBUNG_DOWNLOAD_PACE_BYTES,
      windowSeconds: settings.LUMBUNG_DOWNLOAD_WINDOW_SECONDS,
      mostSeconds: settings.LUMBUNG_DOWNLOAD_SECONDS,
      spoolLimitBytes: settings.LUMBUNG_SPOOL_LIMIT_BYTES,
    },
    uploadsPerMinute: settings.LUMBUNG_UPLOADS_PER_MINUTE,
    storageQuotaBytes: settings.LUMBUNG_STORAGE_QUOTA_BYTES,
    logLevel: settings.LUMBUNG_LOG_LEVEL,
    requestsPerMinute: settings.LUMBUNG_RATE_PER_MINUTE,
    signInsPerMinute: settings.LUMBUNG_SIGN_IN_RATE,
    shedDelayMilliseconds: settings.LUMBUNG_SHED_DELAY_MS,
    metricsToken: settings.LUMBUNG_METRICS_TOKEN,
    bodyLimitBytes: settings.LUMBUNG_BODY_LIMIT_BYTES,
    uploadLimitBytes: settings.LUMBUNG_UPLOAD_LIMIT_BYTES,
    trustedProxies: settings.LUMBUNG_TRUST_PROXY?.split(',').map((part) => part.trim()) ?? [],
    mailFrom: settings.LUMBUNG_MAIL_FROM,
    datasetsFolder: settings.LUMBUNG_DATASETS,
    console: settings.LUMBUNG_CONSOLE === 'on',
    consoleFolder: env.LUMBUNG_TEST_CONSOLE ? resolve(env.LUMBUNG_TEST_CONSOLE) : undefined,
  }
}
