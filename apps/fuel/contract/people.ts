import { line, PageInput, pageOf, query } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '@lumbung/kernel/contract'
import { z } from 'zod'

/** Who may stand behind a line of the books that the person sees: what the history is narrowed by. */
export const listRecorders = query({
  id: 'fuel.stock.recorders',
  http: 'GET /fuel/stock/recorders',
  summary: { id: 'Daftar pencatat stok', en: 'List who records stock' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({
    search: line(80)
      .meta({
        label: { id: 'Cari', en: 'Search' },
        help: { id: 'Dalam nama.', en: 'In the name.' },
      })
      .optional(),
    ...PageInput,
  }),
  output: pageOf(
    z
      .object({
        id: z.uuid(),
        name: z
          .string()
          .max(120)
          .meta({ label: { id: 'Nama', en: 'Name' } }),
      })
      .meta({ id: 'FuelRecorder' }),
  ),
  errors: [cursorInvalid, pageTooDeep],
  example: { input: { search: 'genset' } },
})
