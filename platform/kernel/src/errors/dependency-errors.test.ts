import { raise } from '@lumbung/contract'
import { describe, expect, it } from 'vitest'
import { bug, unavailable } from '../../contract/problems.ts'
import { DatabaseUnavailable } from '../db/database-unavailable.ts'
import { problemOfDatabaseError } from './database-errors.ts'
import { isDependencyFailure } from './dependency-errors.ts'

const withCode = (code: string) => Object.assign(new Error('it failed'), { code })

describe('a failure of what the program stands on', () => {
  it.each([
    ...['53100', '53200', '53300', '53400', '58030', '25006', '25P03', '25P04'],
    ...['57P01', '57P02', '57P03', '57014', '08006', '08P01'],
    ...[
      'ENOSPC',
      'EDQUOT',
      'EROFS',
      'EFBIG',
      'EIO',
      'EMFILE',
      'ENFILE',
      'ENOMEM',
      'ECONNREFUSED',
      'ETIMEDOUT',
    ],
  ])('%s is a 503 with Retry-After and its cause', (code) => {
    const error = withCode(code)
    const problem = problemOfDatabaseError(error, new Map())
    expect([problem?.code, problem?.params.retryAfterSeconds, problem?.cause]).toEqual([
      unavailable.code,
      2,
      error,
    ])
  })

  it('is seen through what wraps it', () => {
    expect(isDependencyFailure(new Error('the upload failed', { cause: withCode('ENOSPC') }))).toBe(true)
    expect(isDependencyFailure(new DatabaseUnavailable('no connection'))).toBe(true)
    expect(isDependencyFailure(new Error('Connection terminated unexpectedly'))).toBe(true)
  })

  it.each(['22003', '23505', '42601', '42501', 'XX000', 'EACCES', 'EISDIR', 'ERR_INVALID_ARG_TYPE'])(
    '%s is none: whoever wrote the program must look',
    (code) => {
      expect(isDependencyFailure(withCode(code))).toBe(false)
    },
  )

  it('is no error that only happens to be told of one', () => {
    expect(isDependencyFailure(raise(bug, {}))).toBe(false)
    expect(isDependencyFailure('ENOSPC')).toBe(false)
  })
})
