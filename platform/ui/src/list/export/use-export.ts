import { ApiProblem } from '@lumbung/client'
import { createExport } from '@lumbung/kernel/contract'
import { useState } from 'react'
import { useDownload } from '../../data/use-download.ts'
import type { ListOperation } from '../../data/use-rows.ts'
import { SORT_NAME } from '../address/read-address.ts'

export interface Exporting {
  isRunning: boolean
  problem: ApiProblem | null
  forgetProblem(): void
  /** Null: all columns. */
  table(format: 'csv' | 'xlsx', columns: readonly string[] | null): Promise<void>
  /** A download of the screen's own. */
  own(run: (filters: Record<string, unknown>) => Promise<void>): Promise<void>
}

/** Downloads of exactly what the list's input finds, whether it is loaded or not. */
export function useExport(operation: ListOperation, input: Readonly<Record<string, unknown>>): Exporting {
  const download = useDownload(createExport)
  const [own, setOwn] = useState<Pick<Exporting, 'isRunning' | 'problem'>>({
    isRunning: false,
    problem: null,
  })
  return {
    isRunning: download.isRunning || own.isRunning,
    problem: download.problem ?? own.problem,
    forgetProblem: () => {
      download.forgetProblem()
      setOwn({ isRunning: false, problem: null })
    },
    table: (format, columns) => {
      const request = { operation: operation.id, input: { ...input }, format }
      return download.run(columns === null ? request : { ...request, columns: [...columns] })
    },
    own: async (run) => {
      setOwn({ isRunning: true, problem: null })
      let problem: unknown = null
      try {
        const { [SORT_NAME]: _order, ...filters } = input
        await run(filters)
      } catch (error) {
        problem = error
      }
      setOwn({ isRunning: false, problem: problem instanceof ApiProblem ? problem : null })
      if (problem !== null && !(problem instanceof ApiProblem)) throw problem
    },
  }
}
