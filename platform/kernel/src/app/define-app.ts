import type { EventType, LocalText, Operation, ProblemType, RecordKind } from '@lumbung/contract'
import type { z } from 'zod'
import type { Reach } from '../access/decide.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import type { QueryCtx } from '../operation/ctx.ts'
import type { BoundOperation } from '../operation/handle.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Services } from './services.ts'

/** Everything that an app brings. Read top-down, it is the app on one page. */
export interface AppManifest {
  id: string
  name: LocalText
  summary: LocalText
  /** Plain SQL files `NNNN_name.sql`; `new URL('./migrations/', import.meta.url)`. */
  migrations?: URL
  /** Permission id → what it allows, in words. */
  permissions?: Record<string, LocalText>
  /** Templates; each tenant gets its own copies to change. */
  roles?: RoleTemplate[]
  /** Kind of record that the app's commands change → its words, its name and its screen, by which the trail tells of it. */
  records?: Record<string, RecordKind>
  /** What the app records besides its commands (`auth.sign_in`) → what happened, in words. */
  facts?: Record<string, LocalText>
  menus?: MenuEntry[]
  settings?: z.ZodObject
  operations?: BoundOperation[]
  subscriptions?: Subscription[]
  jobs?: JobDefinition[]
  /** Scope kinds that assignments may name (`site`), with the way to find one and list them. */
  scopes?: ScopeDefinition[]
  /** Kind of record → the records of it by all their names; a contract's field says `names` or `zoneOf` of such a kind. */
  names?: Record<string, NamesDefinition>
  /** Document types and their default number patterns, e.g. `{ 'fuel.dip': 'DIP-{YYYY}{MM}-{####}' }`. */
  numbers?: Record<string, string>
  /** Functions offered to other apps by name, and names this app cannot start without. */
  provides?: Record<string, unknown>
  needs?: string[]
  /** Constraint name → the failure it means. */
  constraints?: Record<string, ConstraintMeaning>
  /** Texts of error codes and others: key → words with `{{param}}`. */
  texts?: { id: Record<string, string>; en: Record<string, string> }
  /** Run once when a tenant gets the app: default rows beyond the roles. Idempotent. */
  provision?: (tx: Tx, tenant: { id: string; zone: string }) => Promise<void>
}

export interface RoleTemplate {
  key: string
  name: LocalText
  permissions: string[]
}

export interface WaitingLine {
  /** "Genset: Solar menipis, 5 hari lagi". */
  text: string
  path: string
  /** Since when; null where that is not known. */
  since: Date | null
}

export interface MenuEntry {
  id: string
  label: LocalText
  /** Name of an icon of the console's set. */
  icon: string
  /** The screen's, in the console. */
  path: string
  /** Shown to those who hold it, however far it reaches. */
  permission: string
  /** Among the app's entries; the lowest is the app's place among the apps. */
  order: number
  /** Something is recorded here every day: on a phone it comes first within the thumb's reach. */
  records?: true
  /**
   * How much waits behind the entry for this person. Asked for whenever the menu is read and the entry is in it, so it
   * must be cheap; `ctx.reach` answers how far the entry's permission reaches.
   */
  waiting?: (ctx: QueryCtx) => Promise<number>
  /**
   * The first few of what waits, each a sentence in the caller's language that leads to it. Asked for only where something
   * waits, and bounded like the count.
   */
  waits?: (ctx: QueryCtx) => Promise<WaitingLine[]>
}

export interface ScopeDefinition {
  kind: string
  label: LocalText
  find(tx: ReadTx, id: string): Promise<{ id: string; name: string } | undefined>
  search(tx: ReadTx, text: string, limit: number): Promise<{ id: string; name: string }[]>
}

/** A record as people name it: `value` is what the API takes, `zone` in whose zone its clocks are read. */
export interface NamedRecord {
  value: string
  /** Besides its value. */
  names: string[]
  zone?: string
}

export interface NamesDefinition {
  /** The scope kind by which a person's reach is asked; without one everybody reaches all of them. */
  scope?: string
  /** Those in use within the reach, by value, at most `limit`. */
  list(tx: ReadTx, reach: Reach, limit: number): Promise<NamedRecord[]>
}

/** Runs in a transaction of its own, bound to the event's tenant; its effect happens once per event. */
export interface Subscription {
  /** `app.what-it-does`; part of the receipt's key, so it must not change. */
  name: string
  event: EventType
  handle(ctx: WorkerCtx, payload: unknown): Promise<void>
}

export interface JobDefinition {
  /** Imperative: `fuel.close-day`. */
  name: string
  /** Cron in UTC for schedules; jobs without one are enqueued by commands. */
  schedule?: string
  /** Longest run before another worker may take it, seconds. */
  expireSeconds?: number
  retries?: number
  /** How long a finished job and its data are kept, seconds; 7 days by default. Short where the data is confidential. */
  keepSeconds?: number
  /** What a run changes beside the list of jobs (`platform.import`): told to who watches, at most once a second. */
  topics?: readonly string[]
  /** `control`: runs once per schedule without a tenant; `tenant` (default): data carries the tenant. */
  plane?: 'tenant' | 'control'
  run(ctx: JobCtx, data: Record<string, unknown>): Promise<void>
}

export interface WorkerCtx {
  readonly tx: Tx
  readonly tenantId: string
  readonly eventId: string
  readonly now: Date
  readonly log: Logger
  readonly services: Services
  emit<P extends z.ZodObject>(event: EventType<P>, aggregate: string, payload: z.input<P>): Promise<void>
  enqueue(job: string, data: Record<string, unknown>): Promise<void>
}

export interface JobCtx {
  /** The same at every try. */
  readonly jobId: string
  readonly tenantId: string | null
  readonly log: Logger
  readonly services: Services
  /** Aborted when the process drains or the job's time is over. */
  readonly signal: AbortSignal
  /**
   * True once per job and step, whatever the number of tries: asked in the transaction of an effect (bound to the
   * job's tenant), it makes that effect happen once.
   */
  firstTime(tx: Tx, step: string): Promise<boolean>
  /** Shown in the list of jobs while it runs; more than one report a second is left out. */
  reportProgress(done: number, total: number | null): Promise<void>
}

/** The failure a violated constraint means; `params` from the database's error where the sentence needs them. */
export type ConstraintMeaning =
  | ProblemType
  | {
      problem: ProblemType
      params: (detail: { detail?: string | undefined }) => Record<string, unknown>
    }

/** Checks nothing yet; the catalogue checks all apps together at start. Gives the manifest its type. */
export function defineApp(manifest: AppManifest): AppManifest {
  return manifest
}

/** Every declared operation of a list of apps. */
export function operationsOf(
  apps: readonly AppManifest[],
): { app: AppManifest; bound: BoundOperation; operation: Operation }[] {
  return apps.flatMap((app) =>
    (app.operations ?? []).map((bound) => ({ app, bound, operation: bound.operation })),
  )
}
