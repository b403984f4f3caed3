import type { Locale } from '@lumbung/contract'
import type { PrincipalCache } from '../access/principal-cache.ts'
import type { AccountReader, Accounts } from '../auth/accounts.ts'
import type { AccountEffects } from '../auth/carry-out-effects.ts'
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
  readonly effects: AccountEffects
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

/**
 * What a tenant's handler reaches of them: nothing that writes beside its transaction. Accounts and sessions change
 * through `ctx.accounts`, files are kept while preparing, mail and jobs are queued in the transaction.
 */
export interface HandlerServices
  extends Pick<
    Services,
    | 'config'
    | 'log'
    | 'catalogue'
    | 'texts'
    | 'clock'
    | 'defaultLocale'
    | 'principals'
    | 'live'
    | 'runner'
    | 'need'
  > {
  readonly accounts: AccountReader
  readonly files: Pick<FileStore, 'open' | 'localCopy'>
}

/** The same services on another share of the database's connections; parts that are set later are seen through it. */
export function servicesOf(share: Share, services: Services): Services {
  return Object.create(services, { db: { value: services.db.of(share), enumerable: true } }) as Services
}
