import type { Locale } from '@lumbung/contract'
import type { PrincipalCache } from '../access/principal-cache.ts'
import type { Accounts } from '../auth/accounts.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Tokens } from '../auth/tokens.ts'
import type { Config } from '../config/config.ts'
import type { Database } from '../db/database.ts'
import type { Share } from '../db/shares.ts'
import type { Tx } from '../db/tx.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Live } from '../live/live.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { OperationRunner } from '../operation/run.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Texts } from '../texts/texts.ts'
import type { Catalogue } from './catalogue.ts'

/** The kernel's parts as a running process has them; handlers reach them as `ctx.services`. */
export interface Services {
  readonly config: Config
  readonly log: Logger
  readonly db: Database
  readonly catalogue: Catalogue
  readonly texts: Texts
  /** The present; tests set it. */
  readonly clock: () => Date
  readonly defaultLocale: Locale
  newRequestId(): string
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly tokens: Tokens
  readonly principals: PrincipalCache
  readonly files: FileStore
  readonly mail: Mailer
  readonly metrics: Metrics
  readonly live: Live
  readonly runner: OperationRunner
  /** Queues a job in the caller's transaction. */
  enqueueJob(tx: Tx, job: string, data: Record<string, unknown>): Promise<void>
  /** Tells the relay of this process that an event may be waiting. */
  wakeOutbox(): void
  /** A function that another app offers under a name (`provides` / `needs`). */
  need<T>(name: string): T
}

/** The same services on another share of the database's connections; parts that are set later are seen through it. */
export function servicesOf(share: Share, services: Services): Services {
  return Object.create(services, { db: { value: services.db.of(share), enumerable: true } }) as Services
}
