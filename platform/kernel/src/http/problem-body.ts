import type { Locale, Problem, ProblemBody, ProblemKind, ProblemType } from '@lumbung/contract'
import type { Texts } from '../texts/texts.ts'

/** The one place where a kind becomes a status and a log level. */
const KINDS: Record<ProblemKind, { status: number; level: 'debug' | 'info' | 'warn' | 'error' }> = {
  invalid_input: { status: 422, level: 'debug' },
  unauthenticated: { status: 401, level: 'info' },
  forbidden: { status: 403, level: 'info' },
  not_found: { status: 404, level: 'debug' },
  conflict: { status: 409, level: 'debug' },
  rule_violated: { status: 422, level: 'debug' },
  rate_limited: { status: 429, level: 'info' },
  unavailable: { status: 503, level: 'warn' },
  bug: { status: 500, level: 'error' },
}

export function statusOfProblem(problem: Problem): number {
  return statusOfType(problem.type)
}

export function statusOfType(type: Pick<ProblemType, 'kind' | 'status'>): number {
  return type.status ?? KINDS[type.kind].status
}

export function levelOfProblem(problem: Problem): 'debug' | 'info' | 'warn' | 'error' {
  return KINDS[problem.type.kind].level
}

/** RFC 9457 body in the caller's language. */
export function problemBody(
  problem: Problem,
  options: { texts: Texts; locale: Locale; traceId: string; now: Date },
): ProblemBody {
  const { texts, locale, traceId, now } = options
  const status = statusOfProblem(problem)
  const sentence = texts.say(locale, problem.code, problem.params)
  const hasParams = Object.keys(problem.params).length > 0
  return {
    type: `/problems/${problem.code}`,
    title: sentence,
    status,
    detail: sentence,
    code: problem.code,
    ...(hasParams ? { params: problem.params } : {}),
    ...(problem.fields ? { errors: sayFields(problem, texts, locale) } : {}),
    traceId,
    timestamp: now.toISOString(),
  }
}

function sayFields(problem: Problem, texts: Texts, locale: Locale): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(problem.fields ?? {}).map(([field, faults]) => [
      field,
      faults.map((fault) => texts.say(locale, fault.code, fault.params)),
    ]),
  )
}
