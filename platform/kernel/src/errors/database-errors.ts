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
import { ShareFull } from '../db/fair-gate.ts'
import { isDependencyFailure } from './dependency-errors.ts'

interface DatabaseError {
  code: string
  constraint?: string
  detail?: string
}

const LOCK_NOT_AVAILABLE = '55P03'
const CONSTRAINT_CODES = new Set(['23505', '23514', '23503', '23P01'])

/**
 * What an error of the database, or of anything else that the program stands on, means to the caller, or undefined when
 * it is a bug. Named constraints speak through the meanings of the app that owns them; a lock that did not come free is
 * 409; what only whoever runs the program can mend (a lost connection, a full disk, a timeout) is 503.
 */
export function problemOfDatabaseError(
  error: unknown,
  meanings: ReadonlyMap<string, ConstraintMeaning>,
): Problem | undefined {
  if (isProblem(error)) return error
  if (error instanceof ShareFull) return raise(tenantBusy, { retryAfterSeconds: 2 }, { cause: error })
  if (isDependencyFailure(error)) return raise(unavailable, { retryAfterSeconds: 2 }, { cause: error })
  const { code, constraint, detail } = error as DatabaseError
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
  return undefined
}
