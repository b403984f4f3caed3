import { type InputOf, type QueryOperation, raise } from '@lumbung/contract'
import { z } from 'zod'
import { createExport, exportNotExportable } from '../../contract/exports.ts'
import { invalidInput } from '../../contract/problems.ts'
import type { FileAnswer, QueryCtx } from '../operation/ctx.ts'
import { passGate } from '../operation/gate.ts'
import { type BoundOperation, handle } from '../operation/handle.ts'
import { unwrap } from '../operation/unwrap.ts'
import { columnsOf, type ExportColumn } from './export-columns.ts'
import { exportName } from './export-name.ts'
import { sheetFile } from './sheet-file.ts'

/** Rows of one page; a list that allows fewer is asked for as many as it allows. */
const MOST_ROWS = 200

export const exportOperations: BoundOperation[] = [
  handle(createExport, (ctx, input) => exportList(ctx, input)),
]

async function exportList(ctx: QueryCtx, input: InputOf<typeof createExport>): Promise<FileAnswer> {
  const { bound, operation, row } = requireList(ctx, input.operation)
  const { texts } = ctx.services
  const words = {
    locale: ctx.locale,
    zone: ctx.tenant.zone,
    yes: texts.say(ctx.locale, 'export.yes'),
    no: texts.say(ctx.locale, 'export.no'),
  }
  const columns = chooseColumns(columnsOf(row, words), input.columns)
  // The first page before the first byte: what the list refuses is still answered as a problem, not as a cut file.
  const pages = pagesOf(ctx, bound, input.input)
  let page = await pages.next()
  const name = exportName(operation, input.input, ctx)
  const sheetName = operation.summary[ctx.locale]
  return sheetFile({ name, format: input.format, locale: ctx.locale, sheetName, columns }, async (sheet) => {
    for (; !page.done; page = await pages.next()) {
      for (const line of page.value) await sheet.write(columns.map((column) => column.cell(line)))
    }
  })
}

/** The list and the schema of its rows; its own permission decides, before anything else is said of it. */
function requireList(ctx: QueryCtx, operationId: string) {
  const bound = ctx.services.catalogue.operations.get(operationId)
  const operation = bound?.operation
  const refusal = () => raise(exportNotExportable, { operation: operationId })
  if (bound?.plane !== 'tenant' || operation?.kind !== 'query' || !operation.carriers?.export) {
    throw refusal()
  }
  passGate(operation, ctx.principal)
  const row = rowOf(operation)
  if (!row) throw refusal()
  return { bound, operation, row }
}

function rowOf(operation: QueryOperation): z.ZodObject | undefined {
  const data = operation.output instanceof z.ZodObject ? operation.output.shape.data : undefined
  const { inner } = data ? unwrap(data as z.ZodType) : {}
  const element = inner instanceof z.ZodArray ? unwrap(inner.element as z.ZodType).inner : undefined
  return element instanceof z.ZodObject ? element : undefined
}

function chooseColumns(all: ExportColumn[], names: string[] | undefined): ExportColumn[] {
  if (!names) return all.filter(({ isForPeople }) => isForPeople)
  return names.map((name) => {
    const column = all.find((candidate) => candidate.name === name)
    if (column) return column
    const columns = all.map((candidate) => candidate.name).join(', ')
    const fields = { columns: [{ code: 'export.column_unknown', params: { column: name, columns } }] }
    throw raise(invalidInput, {}, { fields })
  })
}

interface ListAnswer {
  data: unknown[]
  page?: { nextCursor: string | null }
}

/** The pages of the list one after the other, by its own cursors, in the one snapshot that a file answer has. */
async function* pagesOf(
  ctx: QueryCtx,
  bound: BoundOperation,
  filters: Record<string, unknown>,
): AsyncGenerator<unknown[], void> {
  const { shape } = bound.operation.input
  const { limit: _limit, cursor: _cursor, page: _page, ...rest } = filters
  const most = 'limit' in shape ? { limit: Math.min(MOST_ROWS, largest(shape.limit as z.ZodType)) } : {}
  let cursor: string | null = null
  do {
    const input: Record<string, unknown> = { ...rest, ...most, ...(cursor === null ? {} : { cursor }) }
    const { runner } = ctx.services
    const answer = (await runner.queryWithin(bound, ctx.principal, input, ctx.call, ctx.tx)) as ListAnswer
    yield answer.data
    const next: string | null = answer.page?.nextCursor ?? null
    if (next !== null && next === cursor) throw new Error(`${bound.operation.id} gave the same cursor twice`)
    cursor = next
  } while (cursor !== null)
}

function largest(limit: z.ZodType): number {
  const { inner } = unwrap(limit)
  return inner instanceof z.ZodNumber ? (inner.maxValue ?? MOST_ROWS) : MOST_ROWS
}
