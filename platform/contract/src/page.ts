import { z } from 'zod'
import { choice } from './field.ts'
import type { LocalText } from './scalars.ts'

/** Query fields of every list: a keyset cursor, or page numbers for the first 10,000 rows. */
export const PageInput = {
  limit: z.int().min(1).max(200).default(20),
  cursor: z.string().min(1).max(1_200).optional(),
  page: z.int().min(1).max(10_000).optional(),
}

/** The answer of every list. `total` is null where counting would cost more than the page. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({
    data: z.array(row),
    page: z.object({
      limit: z.int(),
      nextCursor: z.string().nullable(),
      total: z.int().nullable(),
      totalIsEstimate: z.boolean(),
    }),
  })
}

export interface Page<T> {
  data: T[]
  page: { limit: number; nextCursor: string | null; total: number | null; totalIsEstimate: boolean }
}

/** What a list can be sorted by: the words of each key, which is also sorted by with `-` before it, the other way round. */
export function sortBy<const Words extends Readonly<Record<string, LocalText>>>(words: Words) {
  type Key = keyof Words & string
  const choices = Object.fromEntries(
    Object.entries(words).flatMap(([key, { id, en }]) => [
      [key, { id: `${id}, menaik`, en: `${en}, ascending` }],
      [`-${key}`, { id: `${id}, menurun`, en: `${en}, descending` }],
    ]),
  ) as Record<Key | `-${Key}`, LocalText>
  return choice(choices).meta({ label: { id: 'Urutan', en: 'Order' } })
}
