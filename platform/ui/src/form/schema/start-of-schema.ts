import { type FieldSchema, plainSchema } from '../facts/field-schema.ts'

/** What a required field begins with where nothing filled in is a value too: no list entries, a box not ticked, null. */
export function startOfSchema({
  properties = {},
  required = [],
  $defs,
}: FieldSchema): Record<string, unknown> {
  const start: Record<string, unknown> = {}
  for (const name of required) {
    const property = properties[name]
    if (!property || property.default !== undefined) continue
    const { schema, isNullable } = plainSchema(property, $defs)
    if (isNullable) start[name] = null
    else if (schema.type === 'boolean') start[name] = false
    else if (schema.type === 'array') start[name] = []
    else if (schema.type === 'object') start[name] = {}
  }
  return start
}
