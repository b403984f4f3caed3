import type { ProblemBody } from '@lumbung/contract'

/**
 * Why a call did not succeed. `code` is the contract's, to switch on; `message` is the sentence in the caller's
 * language. Where no server of ours answered, `status` is that of whoever did, or 0, and `code` is
 * `client.unexpected_answer` or `client.unreachable`.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly params: Record<string, unknown>
  /** Field path → messages. */
  readonly errors: Record<string, string[]>
  /** To quote when reporting; null where no server of ours answered. */
  readonly traceId: string | null
  /** Seconds after which another try is welcome; null where the answer did not say. */
  readonly retryAfterSeconds: number | null

  constructor(facts: {
    status: number
    code: string
    message: string
    params?: Record<string, unknown> | undefined
    errors?: Record<string, string[]> | undefined
    traceId?: string
    retryAfterSeconds?: number | null
    cause?: unknown
  }) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.status = facts.status
    this.code = facts.code
    this.params = facts.params ?? {}
    this.errors = facts.errors ?? {}
    this.traceId = facts.traceId ?? null
    this.retryAfterSeconds = facts.retryAfterSeconds ?? null
  }
}

/** The problem that a failed answer describes, or says that it is not one of ours. */
export async function problemOfResponse(response: Response): Promise<ApiProblem> {
  const retryAfterSeconds = secondsOf(response.headers.get('retry-after'))
  const { status } = response
  const text = await response.text()
  if (response.headers.get('content-type')?.startsWith('application/problem+json')) {
    const body = JSON.parse(text) as ProblemBody
    const { code, detail, params, errors, traceId } = body
    return new ApiProblem({ status, code, message: detail, params, errors, traceId, retryAfterSeconds })
  }
  return unexpectedAnswer(response, retryAfterSeconds)
}

/** Somebody else answered: a proxy, a captive portal, another program on this port. */
export function unexpectedAnswer(response: Response, retryAfterSeconds: number | null = null): ApiProblem {
  return new ApiProblem({
    status: response.status,
    code: 'client.unexpected_answer',
    message: `unexpected answer ${response.status} (${response.headers.get('content-type') ?? 'no content type'})`,
    retryAfterSeconds,
  })
}

/** Retry-After is a number of seconds or an HTTP date. */
function secondsOf(header: string | null): number | null {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1_000))
}
