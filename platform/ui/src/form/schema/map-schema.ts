import type { FieldSchema } from '../facts/field-schema.ts'

/** Keywords that hold schemas by name, and those that hold a list of them or one. */
const NAMED = ['properties', '$defs', 'patternProperties'] as const
const NESTED = ['items', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', 'prefixItems'] as const

/** The schema with each schema inside it replaced; `name` is the property's, where it stands under one. */
export function mapParts(
  schema: FieldSchema,
  replace: (part: FieldSchema, name: string | null) => FieldSchema,
): FieldSchema {
  const mapped: Record<string, unknown> = { ...schema }
  for (const keyword of NAMED) {
    const parts = mapped[keyword]
    if (!isSchema(parts)) continue
    const named = keyword === 'properties'
    mapped[keyword] = Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, replace(part as FieldSchema, named ? name : null)]),
    )
  }
  for (const keyword of NESTED) {
    const part = mapped[keyword]
    if (Array.isArray(part)) mapped[keyword] = part.map((one: FieldSchema) => replace(one, null))
    else if (isSchema(part)) mapped[keyword] = replace(part, null)
  }
  return mapped as FieldSchema
}

function isSchema(value: unknown): value is FieldSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
