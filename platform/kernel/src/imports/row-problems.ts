import { isProblem, type Problem } from '@lumbung/contract'
import { busy, invalidInput } from '../../contract/problems.ts'
import { type RowFaults, WHOLE_ROW } from './row-input.ts'

/** Whether a failure has nothing to do with the rows: no database, or a lock that does not come free. */
export function concernsAll(problem: Problem): boolean {
  return (
    problem.type.kind === 'unavailable' || problem.type.kind === 'rate_limited' || isProblem(problem, busy)
  )
}

/** A command's refusal as the faults of the row that it refused. */
export function faultsOfProblem(problem: Problem): RowFaults {
  if (isProblem(problem, invalidInput) && problem.fields) return problem.fields
  return { [WHOLE_ROW]: [{ code: problem.code, params: problem.params }] }
}
