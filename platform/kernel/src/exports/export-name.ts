import { localTime, type QueryOperation } from '@lumbung/contract'
import type { z } from 'zod'
import type { QueryCtx } from '../operation/ctx.ts'
import { unwrap } from '../operation/unwrap.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/

/**
 * A file's name in words, without an ending: what it is, of which records, and of which days; of today where the filters
 * name none. `Riwayat stok BBM GENSET 2026-11-01–2026-11-30`.
 */
export function exportName(
  { summary, input: { shape } }: Pick<QueryOperation, 'summary' | 'input'>,
  filters: Readonly<Record<string, unknown>>,
  ctx: Pick<QueryCtx, 'locale' | 'now' | 'tenant'>,
): string {
  const given = Object.entries(shape).flatMap(([name, field]) => {
    const value = filters[name]
    return typeof value === 'string' ? [{ value, names: unwrap(field as z.ZodType).meta.names }] : []
  })
  const records = given.filter(({ names }) => names !== undefined).map(({ value }) => value)
  return fileName(summary[ctx.locale], records, daysOf(given.map(({ value }) => value)), ctx)
}

function fileName(
  title: string,
  records: readonly string[],
  days: readonly string[],
  ctx: Pick<QueryCtx, 'now' | 'tenant'>,
): string {
  const today = localTime(ctx.now, ctx.tenant.zone).slice(0, 10)
  const span = days.length === 0 ? today : [...new Set(days)].join('–')
  // Signs that a file system refuses.
  return [title, ...records, span]
    .join(' ')
    .replace(/[\\/:*?"<>|]/g, '')
    .trim()
}

function daysOf(values: readonly string[]): string[] {
  return values.filter((value) => DAY.test(value)).sort()
}
