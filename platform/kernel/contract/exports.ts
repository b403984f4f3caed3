import { problem, query, SIGNED_IN } from '@lumbung/contract'
import { z } from 'zod'

export const exportNotExportable = problem(
  'export.not_exportable',
  'rule_violated',
  z.object({ operation: z.string().max(120) }),
)

/**
 * Any list that declares `carriers.export` as a file: exactly the rows that its filters give the caller, read from one
 * snapshot. The permission is the list's own.
 */
export const createExport = query({
  id: 'platform.export.create',
  http: 'POST /exports',
  summary: { id: 'Ekspor daftar', en: 'Export a list' },
  permission: SIGNED_IN,
  answer: 'file',
  input: z.object({
    /** Id of a list query that can be exported. */
    operation: z.string().min(1).max(120),
    /** Its filters; `limit`, `cursor` and `page` have no meaning here. */
    input: z.record(z.string().max(120), z.unknown()).default({}),
    format: z.enum(['csv', 'xlsx']).default('xlsx'),
    /** Names of the columns to write, in this order; all where it is left out. */
    columns: z.array(z.string().min(1).max(200)).min(1).max(200).optional(),
  }),
  output: z.unknown(),
  errors: [exportNotExportable],
  example: { input: { operation: 'fuel.stock.history', format: 'csv' } },
})
