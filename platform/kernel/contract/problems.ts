import { problem } from '@lumbung/contract'
import { z } from 'zod'

export const UnreadableReason = z.enum([
  'empty_body',
  'no_body_taken',
  'not_utf8',
  'not_json',
  'no_object',
  'too_deep',
  'name_forbidden',
  'name_twice',
  'idempotency_key',
  'if_match',
  'one_file',
  'field_no_text',
  'field_twice',
  'protocol',
])

/** Failures that any operation may answer with; the OpenAPI document lists them on each. */
export const unreadable = problem(
  'platform.unreadable',
  'invalid_input',
  z.object({
    reason: UnreadableReason,
    /** The name or field that is meant. */
    name: z.string().max(80).optional(),
    /** What the server's own parser of requests says of it, in English. */
    message: z.string().max(300).optional(),
  }),
  {
    status: 400,
  },
)
export const invalidInput = problem('platform.invalid_input', 'invalid_input')
export const bodyTooLarge = problem(
  'platform.body_too_large',
  'invalid_input',
  z.object({ limitBytes: z.int() }),
  {
    status: 413,
  },
)
export const unsupportedMediaType = problem(
  'platform.unsupported_media_type',
  'invalid_input',
  z.object({ expected: z.string().max(100) }),
  { status: 415 },
)
export const unauthenticated = problem('platform.unauthenticated', 'unauthenticated')
/** One answer for an unknown person, a wrong password, a disabled account, a locked one and a foreign tenant. */
export const signInRefused = problem('platform.sign_in_refused', 'unauthenticated')
export const sessionExpired = problem('platform.session_expired', 'unauthenticated')

/** The refusal explains itself: what was asked, what the person holds, and the smallest grant that would allow it. */
export const forbidden = problem(
  'platform.forbidden',
  'forbidden',
  z.object({
    permission: z.string().max(120),
    scope: z.object({ kind: z.string().max(30), id: z.string().max(64).nullable() }),
    rule: z.enum([
      'no_grant',
      'grant_too_narrow',
      'not_yet_or_no_longer',
      'origin',
      'tenant_suspended',
      'member_disabled',
    ]),
    held: z
      .array(
        z.object({
          role: z.string().max(120),
          scope: z.object({ kind: z.string().max(30), id: z.string().max(64).nullable() }),
        }),
      )
      .max(100),
    smallestGrant: z.object({
      permission: z.string().max(120),
      scope: z.object({ kind: z.string().max(30), id: z.string().max(64).nullable() }),
      roles: z.array(z.string().max(120)).max(50),
    }),
    mayRequest: z.boolean(),
  }),
)
export const notFound = problem('platform.not_found', 'not_found')
export const unknownRoute = problem('platform.unknown_route', 'not_found')
export const methodNotAllowed = problem(
  'platform.method_not_allowed',
  'invalid_input',
  z.object({ allowed: z.string().max(60) }),
  { status: 405 },
)
export const wrongProcess = problem(
  'platform.wrong_process',
  'invalid_input',
  z.object({ role: z.enum(['query', 'command', 'worker']), hint: z.string().max(300) }),
  { status: 405 },
)
export const staleVersion = problem(
  'platform.stale_version',
  'conflict',
  z.object({ expected: z.int(), actual: z.int() }),
  { status: 412 },
)
export const versionRequired = problem('platform.version_required', 'conflict', undefined, { status: 428 })
export const duplicate = problem('platform.duplicate', 'conflict', z.object({ field: z.string().max(60) }))
export const stillReferenced = problem('platform.still_referenced', 'conflict')
export const idempotencyKeyReused = problem('platform.idempotency_key_reused', 'rule_violated')
export const busy = problem('platform.busy', 'conflict', z.object({ retryAfterSeconds: z.int() }))
export const cursorInvalid = problem('platform.cursor_invalid', 'invalid_input')
/** Page numbers reach so far; beyond, the cursor of the page before is needed. */
export const pageTooDeep = problem('platform.page_too_deep', 'invalid_input', z.object({ mostRows: z.int() }))
export const outOfRange = problem('platform.out_of_range', 'rule_violated')
export const rateLimited = problem(
  'platform.rate_limited',
  'rate_limited',
  z.object({ retryAfterSeconds: z.int(), limit: z.int() }),
)
/** The organisation has as much under way as it may; others are not affected. */
export const tenantBusy = problem(
  'platform.tenant_busy',
  'rate_limited',
  z.object({ retryAfterSeconds: z.int() }),
)
export const tooManyDownloads = problem(
  'platform.too_many_downloads',
  'rate_limited',
  z.object({ retryAfterSeconds: z.int(), most: z.int() }),
)
/** The organisation's files would take more room than it has. */
export const storageFull = problem(
  'platform.storage_full',
  'rule_violated',
  z.object({ quotaBytes: z.int(), usedBytes: z.int() }),
)
export const unavailable = problem(
  'platform.unavailable',
  'unavailable',
  z.object({ retryAfterSeconds: z.int() }),
)
export const bug = problem('platform.bug', 'bug')

/** What every operation may answer with besides its own. */
export const commonProblems = [
  unreadable,
  invalidInput,
  unauthenticated,
  forbidden,
  rateLimited,
  unavailable,
  bug,
] as const
