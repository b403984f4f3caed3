import type { Readable } from 'node:stream'
import type { EventType, Locale } from '@lumbung/contract'
import type { z } from 'zod'
import type { Reach, Wanted } from '../access/decide.ts'
import type { ControlPrincipal, Principal, TenantInfo } from '../access/principal.ts'
import type { HandlerServices, Services } from '../app/services.ts'
import type { AccountChanges } from '../auth/account-effects.ts'
import type { PasswordOwner } from '../auth/password-policy.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import type { Logger } from '../telemetry/logger.ts'

/** Where a call came from; the same for HTTP, an import's rows, a job or the command line. */
export interface CallInfo {
  requestId: string
  address: string | null
  agent: string | null
  locale: Locale
  idempotencyKey: string | null
  /** The `version` of the `If-Match` header. */
  expectedVersion: number | null
  /** The file of an `upload` operation, already on disk within the limits. */
  upload: UploadedFile | null
  /** The import whose row this is, by its id and the name of its file; the trail tells where the record came from. */
  source?: { id: string; name: string }
}

export interface UploadedFile {
  path: string
  name: string
  mediaType: string
  bytes: number
  sha256: string
  /** Aborted when the caller has gone or has been answered: nobody waits for what is done with the file any more. */
  signal: AbortSignal
}

interface CommonCtx {
  readonly now: Date
  readonly locale: Locale
  readonly log: Logger
  readonly call: CallInfo
}

interface TenantCtx extends CommonCtx {
  /** The kernel's parts that a handler may reach, and what apps provide to one another. */
  readonly services: HandlerServices
  readonly tenant: TenantInfo
  readonly actor: { userId: string; name: string; sessionId: string | null }
  readonly principal: Principal
  can(permission: string, wanted?: Wanted): boolean
  /** Throws the explained 403 unless allowed. */
  require(permission: string, wanted: Wanted): void
  /** How far the operation's own permission reaches; every operation whose scope is not `tenant` must ask. */
  reach(kind?: string): Reach
  /** The app's settings of this tenant, with the defaults of its schema. */
  settings<S extends z.ZodObject>(app: string, schema: S): Promise<z.output<S>>
}

export interface QueryCtx extends TenantCtx {
  readonly tx: ReadTx
}

export interface CommandCtx extends TenantCtx {
  readonly tx: Tx
  /** A UUIDv7. */
  newId(): string
  /** Writes the event into the outbox of this transaction; `aggregate` orders deliveries (`fuel.site:<id>`). */
  emit<P extends z.ZodObject>(event: EventType<P>, aggregate: string, payload: z.input<P>): void
  /**
   * Adds what changed on a record to the command's audit entry: of unchanged fields only those stay that name it. Names
   * that `before` and `after` lack are taken from the answer where that is the record; another record's are told here.
   */
  audit(resource: { type: string; id: string }, before: Fields | null, after: Fields | null): void
  /** The next gapless number of a document type; call it last, its row stays locked until the commit. */
  number(documentType: string): Promise<string>
  /** Queues a job in this transaction: it runs only if this commits. */
  enqueue(job: string, data: Record<string, unknown>): Promise<void>
  /** Changes of accounts and sessions, which lie outside the tenant: they happen if and only if this commits. */
  readonly accounts: AccountChanges
  /** Throws 412 unless the caller's `If-Match` equals the current version. */
  assertVersion(actual: number): void
}

/**
 * What a command may use before its transaction: it reads and computes, and nothing that it does remains unless the
 * command commits. It runs once the key is known to have no answer yet.
 */
export interface PrepareCtx extends CommonCtx, Pick<TenantCtx, 'tenant' | 'actor' | 'principal'> {
  readonly services: Pick<Services, 'config' | 'catalogue' | 'texts'>
  /** One read-only transaction of the tenant. */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  /** Hashes a password that the policy allows this person; throws `platform.invalid_input` on `field` otherwise. */
  hashPassword(owner: PasswordOwner, password: string, field?: string): Promise<string>
  /** Puts bytes into the file store; they are removed again unless the command commits. */
  keepFile(content: Readable): Promise<{ key: string; bytes: number; sha256: string }>
  /** Lets `work` read a kept file by its path. */
  withFile<T>(key: string, work: (path: string) => Promise<T>): Promise<T>
}

export type Fields = Record<string, unknown>

/** Operations of the platform's own tables: sign-in, sessions, tenants. Transactions are opened one by one. */
export interface ControlCtx extends CommonCtx {
  readonly services: Services
  readonly principal: ControlPrincipal | null
  newId(): string
  /** Response cookies and headers: the cookie transport of tokens. */
  readonly reply: ReplyControls
}

export interface ReplyControls {
  /** The console's own pages call: tokens travel in cookies and never in a body. */
  readonly isConsole: boolean
  setCookie(name: string, value: string, options: { path: string; maxAgeSeconds: number }): void
  clearCookie(name: string, path: string): void
  header(name: string, value: string): void
  /** A cookie of the request; none unless the console sent it. */
  cookie(name: string): string | undefined
}

/** What an operation with `answer: 'file'` returns: its bytes are written while the transaction is open, and sent at the caller's pace. */
export interface FileAnswer {
  name: string
  mediaType: string
  write(out: NodeJS.WritableStream): Promise<void>
}
