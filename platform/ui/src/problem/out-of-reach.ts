import type { ApiProblem } from '@lumbung/client'

/** What a proxy answers in place of a server that is down. */
const NOBODY_BEHIND = new Set([502, 503, 504])

/** Nothing of ours answered, because there is no network or no server at its end: both are the same to the person. */
export function isOutOfReach({ code, status }: Pick<ApiProblem, 'code' | 'status'>): boolean {
  return code === 'client.unreachable' || (code === 'client.unexpected_answer' && NOBODY_BEHIND.has(status))
}
