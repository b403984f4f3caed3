import type { LocalText } from '@lumbung/contract'
import { z } from 'zod'
import { unwrap } from './unwrap.ts'

/** What the field at a path says that its pattern wants; undefined where it does not say, or there is no such field. */
export function wantsAt(schema: z.ZodType, path: readonly PropertyKey[]): LocalText | undefined {
  let field = unwrap(schema)
  for (const name of path) {
    const part = partOf(field.inner, name)
    if (!part) return undefined
    field = unwrap(part)
  }
  return field.meta.wants
}

function partOf(field: z.ZodType, name: PropertyKey): z.ZodType | undefined {
  if (field instanceof z.ZodObject) {
    return Object.hasOwn(field.shape, name) ? (field.shape[String(name)] as z.ZodType) : undefined
  }
  if (field instanceof z.ZodArray) return field.element as z.ZodType
  return field instanceof z.ZodRecord ? (field.valueType as z.ZodType) : undefined
}
