import type { Locale } from '@lumbung/contract'
import type { FieldSchema } from '../facts/field-schema.ts'
import { labelOfName } from '../facts/label-of-name.ts'
import { mapParts } from './map-schema.ts'

/**
 * The same schema, easier on people: called by the labels of their language, and "this or null" as one type that may be
 * null instead of a choice between two forms. It accepts what the original accepts.
 */
export function readableSchema(schema: FieldSchema, locale: Locale, name: string | null = null): FieldSchema {
  const plain = withoutNullOption(schema)
  const { label = plain['x-label'], help = plain['x-help'] } = plain
  const title = label?.[locale] ?? (name === null ? undefined : labelOfName(name)[locale])
  return {
    ...mapParts(plain, (part, partName) => readableSchema(part, locale, partName)),
    ...(title === undefined ? {} : { title }),
    ...(help ? { description: help[locale] } : {}),
  }
}

function withoutNullOption(schema: FieldSchema): FieldSchema {
  const { anyOf, ...own } = schema
  const [only, ...others] = anyOf?.filter(({ type }) => type !== 'null') ?? []
  if (!anyOf || !only || others.length > 0 || anyOf.length < 2 || typeof only.type !== 'string') return schema
  return {
    ...only,
    ...own,
    type: [only.type, 'null'],
    ...(only.enum ? { enum: [...only.enum, null] } : {}),
  }
}
