import type { z } from 'zod'
import type { ProblemType } from './problem.ts'
import type { LocalText } from './scalars.ts'

/**
 * An operation is everything that a person, a device or a program can do, declared once. The kernel derives
 * from it: route, OpenAPI entry, typed client, permission catalogue, audit, idempotency, metrics, JSON Schema,
 * import template and export.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type HttpBinding = `${Method} /${string}`

/** No sign-in needed: signing in, health, the catalogue. */
export const PUBLIC = '@public'
/** Any signed-in person; what they see is their own. */
export const SIGNED_IN = '@signed-in'

/**
 * How far a grant must reach. `tenant`: the whole tenant. Any other word names a scope kind that an app
 * declares (`site`, `unit`) or `own`: a narrower grant passes the gate, and the handler must ask
 * `ctx.scope(permission)` which of them; the kernel refuses to commit when it did not.
 */
export type ScopeKind = 'tenant' | 'own' | (string & {})

export interface Carriers {
  /** May be queued on a device and sent later, with a client-made id. */
  offline?: boolean
  /** One input is one row of an import file. */
  import?: boolean
  /** The query's rows can be exported as CSV and XLSX. */
  export?: boolean
  /** The assistant may call it: freely, or after the person confirmed. */
  assistant?: 'free' | 'confirm'
}

/**
 * A call as somebody might make it. All examples together are a road through an empty installation, which programs of
 * others walk: what an example takes from a call before it, and what must have happened, is said here where it does not
 * follow from paths (`{id}` is that of the record that a POST to the path before it made).
 */
export interface Example<Input = unknown, Output = unknown> {
  input: Input
  output?: Output
  /**
   * Field → where the road finds its value: in an operation's answer (`fuel.stock.out#id`,
   * `admin.role.list#data[key=auditor].id`), in the environment (`$password`), or the present moment (`$now`).
   */
  from?: Readonly<Record<string, string>>
  /** Operations whose examples come before this one. */
  after?: readonly string[]
  /** Calls made before it for its sake alone; their answers are found as `step.id#…` when they have an id. */
  needs?: readonly PreparingCall[]
  /** The operation that made the person who calls: its example holds their e-mail address and password. */
  as?: string
  /** What it waits for: the operation that is asked again until a field of its answer is this. */
  until?: { operation: string; field: string; is: string }
  /** It takes away or ends what others need: it comes when they are done. */
  last?: boolean
}

/** A call of another operation with an input of its own. */
export interface PreparingCall {
  operation: string
  /** By which its answer is found; where it is left out, nobody looks for it. */
  id?: string
  input: Readonly<Record<string, unknown>>
  from?: Readonly<Record<string, string>>
  as?: string
}

interface Declaration<I extends z.ZodObject, O extends z.ZodType> {
  /** `app.resource.action`. */
  id: string
  http: HttpBinding
  summary: LocalText
  permission: string
  scope?: ScopeKind
  input: I
  output: O
  errors?: readonly ProblemType[]
  carriers?: Carriers
  /** An input (and for the documentation its output) that really works on demo data. */
  example: Example<z.input<I>, z.input<O>>
  /** `control`: runs against the platform's own tables, outside any tenant (sign-in, tenants). */
  plane?: 'tenant' | 'control'
  /** `upload`: multipart/form-data with one file and fields; `json` is the default. */
  body?: 'json' | 'upload'
  /** `file`: the handler answers a stream with a name and media type instead of JSON. */
  answer?: 'json' | 'file'
  /** Success status; 200 for queries, 201 for a POST that creates, else 200. */
  status?: 200 | 201 | 202
  /** Requests per minute per person (or per address where nobody is signed in), below the general limit. */
  ratePerMinute?: number
}

export interface QueryOperation<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType>
  extends Declaration<I, O> {
  kind: 'query'
  /** May take minutes: it has the time of a file answer, on database connections apart from those of people at work. */
  long?: boolean
}

export interface CommandOperation<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType>
  extends Declaration<I, O> {
  kind: 'command'
  /** The command that undoes this one; its input takes the `id` of this one's output. */
  reversedBy?: string
  /** Where the changed document's current `version` must be sent as `If-Match`. */
  versioned?: boolean
  /** Recorded without an idempotency key or audit row of its own: sign-in and token refresh keep their own records. */
  unrecorded?: boolean
  /** Kind of record that it changes, as the audit trail names it, where that is not its id without the action. */
  record?: string
}

export type Operation = QueryOperation | CommandOperation
export type InputOf<Op> = Op extends { input: infer I extends z.ZodType } ? z.output<I> : never
export type OutputOf<Op> = Op extends { output: infer O extends z.ZodType } ? z.input<O> : never
/** What a caller may leave out (defaults) is optional here. */
export type CallerInputOf<Op> = Op extends { input: infer I extends z.ZodType } ? z.input<I> : never

export function query<I extends z.ZodObject, O extends z.ZodType>(
  declaration: Omit<QueryOperation<I, O>, 'kind'>,
): QueryOperation<I, O> {
  return { ...declaration, kind: 'query' }
}

export function command<I extends z.ZodObject, O extends z.ZodType>(
  declaration: Omit<CommandOperation<I, O>, 'kind'>,
): CommandOperation<I, O> {
  return { ...declaration, kind: 'command' }
}

/** The kind of record that a command is about: `fuel.site` of `fuel.site.update`. */
export function recordOf({ id, record }: { id: string; record?: string | undefined }): string {
  return record ?? id.slice(0, id.lastIndexOf('.'))
}

/** The method and path of a binding; the path has `{name}` for parameters taken from the input. */
export function httpOf(operation: { http: HttpBinding }): { method: Method; path: string; params: string[] } {
  const space = operation.http.indexOf(' ')
  const path = operation.http.slice(space + 1)
  return {
    method: operation.http.slice(0, space) as Method,
    path,
    params: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string),
  }
}

/** A fact that happened, named in the past tense (`fuel.stock.recorded`), emitted in the transaction that made it true. */
export interface EventType<P extends z.ZodObject = z.ZodObject> {
  name: string
  payload: P
  summary: LocalText
}

export function event<P extends z.ZodObject>(name: string, payload: P, summary: LocalText): EventType<P> {
  return { name, payload, summary }
}
