import type { UiSchema } from '@rjsf/utils'
import { type FieldSchema, plainSchema } from '../facts/field-schema.ts'

/** A list of words is one control of ours, not a box for each of them. */
export function uiSchemaOf(schema: FieldSchema, defs = schema.$defs): UiSchema {
  const { schema: plain } = plainSchema(schema, defs)
  const item = plain.items && plainSchema(plain.items, defs).schema
  if (item?.type === 'string') return { 'ui:widget': 'contract' }
  if (item) return { items: uiSchemaOf(item, defs) }
  const parts = Object.entries(plain.properties ?? {}).map(([name, part]) => [name, uiSchemaOf(part, defs)])
  return Object.fromEntries(parts)
}
