import { z } from 'zod'

/** The nine kinds of failure; status, log level and body follow from the kind alone. */
export type ProblemKind =
  | 'invalid_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'rule_violated'
  | 'rate_limited'
  | 'unavailable'
  | 'bug'

export type ProblemParams = Record<string, unknown>

/** A named failure that an operation may answer with; `params` are what its sentence and the console need. */
export interface ProblemType<P extends ProblemParams = ProblemParams> {
  readonly code: string
  readonly kind: ProblemKind
  readonly params: z.ZodType<P>
  /** Overrides the status of the kind: 400 for unreadable input, 405, 412, 413, 415. */
  readonly status?: number
}

export function problem<P extends ProblemParams = Record<never, never>>(
  code: string,
  kind: ProblemKind,
  params?: z.ZodType<P>,
  options: { status?: number } = {},
): ProblemType<P> {
  return { code, kind, params: params ?? (z.object({}) as unknown as z.ZodType<P>), ...options }
}

/** Raised anywhere below the door; the door alone turns it into an answer. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly type: ProblemType
  readonly params: ProblemParams
  /** Field path → messages' codes, for `invalid_input`. */
  readonly fields: Record<string, FieldFault[]> | undefined

  constructor(
    type: ProblemType,
    params: ProblemParams,
    fields?: Record<string, FieldFault[]>,
    cause?: unknown,
  ) {
    super(type.code, cause === undefined ? undefined : { cause })
    this.type = type
    this.params = params
    this.fields = fields
  }

  get code(): string {
    return this.type.code
  }
}

/** What is wrong with one field: a message code of the catalogue with its params. */
export interface FieldFault {
  code: string
  params?: ProblemParams
}

/** `throw raise(stockInsufficient, { requestedLitres, availableLitres })`; params are checked by the type. */
export function raise<P extends ProblemParams>(
  type: ProblemType<P>,
  params: P,
  options: { fields?: Record<string, FieldFault[]>; cause?: unknown } = {},
): Problem {
  return new Problem(type as unknown as ProblemType, params, options.fields, options.cause)
}

/** True when `error` is a {@link Problem} of this type. */
export function isProblem(error: unknown, type?: ProblemType): error is Problem {
  return error instanceof Problem && (type === undefined || error.code === type.code)
}

/** RFC 9457 body as every failing request answers it. */
export const ProblemBody = z
  .object({
    type: z.string().max(300),
    title: z.string().max(300),
    status: z.int().min(400).max(599),
    detail: z.string().max(2000),
    code: z.string().max(100),
    params: z.record(z.string(), z.unknown()).optional(),
    errors: z.record(z.string().max(200), z.array(z.string().max(500)).max(20)).optional(),
    traceId: z.string().max(64),
    timestamp: z.iso.datetime({ offset: true }),
  })
  .meta({ id: 'Problem' })
export type ProblemBody = z.infer<typeof ProblemBody>
