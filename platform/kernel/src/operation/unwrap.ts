import { z } from 'zod'

/** What a field says of itself by `.meta()`: its words for people, other names that files use, what its pattern wants. */
export type FieldMeta = Pick<
  z.GlobalMeta,
  | 'title'
  | 'label'
  | 'help'
  | 'unit'
  | 'decimals'
  | 'roundsTo'
  | 'aliases'
  | 'names'
  | 'orders'
  | 'zoneOf'
  | 'minusOf'
  | 'wants'
  | 'choices'
  | 'signedBy'
  | 'wordsOf'
  | 'untold'
>

/** The schema under optional, nullable, default and the like, whether a value may be left out, and what all of them say of it: the outer before the inner. */
export function unwrap(schema: z.ZodType): { inner: z.ZodType; optional: boolean; meta: FieldMeta } {
  let inner = schema
  let optional = false
  let meta: FieldMeta | undefined = schema.meta()
  while (
    inner instanceof z.ZodOptional ||
    inner instanceof z.ZodDefault ||
    inner instanceof z.ZodNullable ||
    inner instanceof z.ZodReadonly
  ) {
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) optional = true
    inner = inner.unwrap() as z.ZodType
    meta = { ...inner.meta(), ...meta }
  }
  return { inner, optional, meta: meta ?? {} }
}
