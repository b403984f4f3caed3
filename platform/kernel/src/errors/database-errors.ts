import { isProblem, type Problem, raise } from '@lumbung/contract'
import {
  busy,
  duplicate,
  outOfRange,
  stillReferenced,
  tenantBusy,
  unavailable,
} from '../../contract/problems.ts'
import type { ConstraintMeaning } from '../app/define-app.ts'
import { DatabaseUnavailable } from '../db/database-unavailable.ts'
import { ShareFull } from '../db/fair-gate.ts'

interface DatabaseError {
  code: string
  constraint?: string
  detail?: string
}

const CONNECTION_CODES = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // The server's own limits for transactions and for their silence.
  '25P03',
  '25P04',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
])
const LOCK_NOT_AVAILABLE = '55P03'
const STATEMENT_TIMEOUT = '57014'
const CONSTRAINT_CODES = new Set(['23505', '23514', '23503', '23P01'])

/**
 * What a database error means to the caller, or undefined when it is a bug. Named constraints speak through the
 * meanings of the app that owns them; a lost connection or a timeout is 503, a lock that did not come free 409.
 */
export function problemOfDatabaseError(
  error: unknown,
  meanings: ReadonlyMap<string, ConstraintMeaning>,
): Problem | undefined {
  if (isProblem(error)) return error
  if (error instanceof ShareFull) return raise(tenantBusy, { retryAfterSeconds: 2 }, { cause: error })
  if (error instanceof DatabaseUnavailable)
    return raise(unavailable, { retryAfterSeconds: 2 }, { cause: error })
  const { code, constraint, detail } = error as DatabaseError
  if (typeof code !== 'string') {
    return isLostConnection(error)
      ? raise(unavailable, { retryAfterSeconds: 1 }, { cause: error })
      : undefined
  }
  if (CONSTRAINT_CODES.has(code) && constraint) {
    const meaning = meanings.get(constraint)
    if (meaning) {
      return 'problem' in meaning
        ? raise(meaning.problem, meaning.params({ detail }) as never, { cause: error })
        : raise(meaning, {} as never, { cause: error })
    }
    if (code === '23505') return raise(duplicate, { field: constraint }, { cause: error })
    if (code === '23503') return raise(stillReferenced, {}, { cause: error })
  }
  if (code === '22003') return raise(outOfRange, {}, { cause: error })
  if (code === LOCK_NOT_AVAILABLE) return raise(busy, { retryAfterSeconds: 1 }, { cause: error })
  if (code === STATEMENT_TIMEOUT || CONNECTION_CODES.has(code) || code.startsWith('08')) {
    return raise(unavailable, { retryAfterSeconds: 1 }, { cause: error })
  }
  return undefined
}

function isLostConnection(error: unknown): boolean {
  return error instanceof Error && /connection (terminated|error|closed)|not queryable/i.test(error.message)
}
