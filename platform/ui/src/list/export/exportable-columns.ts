import { z } from 'zod'
import type { ListOperation } from '../../data/use-rows.ts'
import { type FieldSchema, plainSchema } from '../../form/facts/field-schema.ts'
import type { Column } from '../list-types.ts'

/** Names of the columns that the server can write for a list: its rows' fields, and the parts of those that are objects. */
export function exportableNames(operation: ListOperation): readonly string[] {
  const answer = z.toJSONSchema(operation.output, { io: 'input' }) as FieldSchema
  const { $defs } = answer
  const rows = answer.properties?.data?.items
  if (!rows) return []
  const fields = Object.entries(plainSchema(rows, $defs).schema.properties ?? {})
  return fields.flatMap(([name, field]) => {
    const { schema } = plainSchema(field, $defs)
    if (schema.type !== 'object') return isCell(schema, $defs) ? [name] : []
    const parts = Object.entries(schema.properties ?? {})
    return parts.flatMap(([part, partSchema]) =>
      isShownPart(plainSchema(partSchema, $defs).schema, $defs) ? [`${name}.${part}`] : [],
    )
  })
}

/** A screen that shows a thing shows its name or code: its id is for programs. */
function isShownPart(schema: FieldSchema, defs: FieldSchema['$defs']): boolean {
  return schema.format !== 'uuid' && isCell(schema, defs)
}

function isCell(
  { type, enum: choices, const: only, items }: FieldSchema,
  defs: FieldSchema['$defs'],
): boolean {
  if (type === 'array') return items !== undefined && isCell(plainSchema(items, defs).schema, defs)
  return (
    type === 'string' ||
    type === 'number' ||
    type === 'integer' ||
    type === 'boolean' ||
    !!choices ||
    only !== undefined
  )
}

/**
 * The file's columns for those that are shown, in their order; null where one of them says something that no column of the
 * file does, because "the columns shown" would then not be true.
 */
export function exportsOfShown(
  columns: readonly Pick<Column<unknown>, 'id' | 'exports'>[],
  names: readonly string[],
): readonly string[] | null {
  const found: string[] = []
  for (const { id, exports } of columns) {
    const own = exports ?? names.filter((name) => name === id || name.startsWith(`${id}.`))
    if (own.length === 0 && exports === undefined) return null
    found.push(...own)
  }
  return found.length === 0 ? null : [...new Set(found)]
}
