import type { LocalText } from '@lumbung/contract'
import { z } from 'zod'

/** What the field at a path says that its pattern wants; undefined where it does not say, or there is no such field. */
export function wantsAt(schema: z.ZodType, path: readonly PropertyKey[]): LocalText | undefined {
  let field: z.ZodType | undefined = schema
  let wants: LocalText | undefined
  for (const name of [null, ...path]) {
    if (name !== null) field = field && partOf(field, name)
    wants = undefined
    while (field) {
      wants ??= field.meta()?.wants
      const within: z.ZodType | undefined = withinOf(field)
      if (!within) break
      field = within
    }
  }
  return wants
}

function withinOf(field: z.ZodType): z.ZodType | undefined {
  return field instanceof z.ZodOptional ||
    field instanceof z.ZodNullable ||
    field instanceof z.ZodDefault ||
    field instanceof z.ZodReadonly
    ? (field.unwrap() as z.ZodType)
    : undefined
}

function partOf(field: z.ZodType, name: PropertyKey): z.ZodType | undefined {
  if (field instanceof z.ZodObject) {
    return Object.hasOwn(field.shape, name) ? (field.shape[String(name)] as z.ZodType) : undefined
  }
  if (field instanceof z.ZodArray) return field.element as z.ZodType
  return field instanceof z.ZodRecord ? (field.valueType as z.ZodType) : undefined
}
