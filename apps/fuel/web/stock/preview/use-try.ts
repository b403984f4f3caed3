import { ApiProblem } from '@lumbung/client'
import type { CallerInputOf, OutputOf, QueryOperation } from '@lumbung/contract'
import { useReadNow, useSession } from '@lumbung/ui'

/**
 * Tries a plan between pressing "save" and saving. Null where there is no preview to be had: saving then meets the same
 * obstacle, and tells of it where the person looks.
 */
export function useTry(): <Op extends QueryOperation>(
  operation: Op,
  planned: CallerInputOf<Op> | null,
) => Promise<OutputOf<Op> | null> {
  const readNow = useReadNow()
  const { can } = useSession()
  return async (operation, planned) => {
    if (planned === null || !can(operation.permission)) return null
    try {
      return await readNow(operation, planned)
    } catch (error) {
      if (error instanceof ApiProblem) return null
      throw error
    }
  }
}
