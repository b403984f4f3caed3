import type { z } from 'zod'
import type { LocalText } from './scalars.ts'

/**
 * A kind of record that commands change, as the audit trail tells of it. From this follow the name and the facts of every
 * entry, their words, the search by name and the link: no app writes a sentence for the trail.
 */
export interface RecordKind {
  /** What people call one: `Lokasi BBM`. */
  label: LocalText
  /** The fields that entries can hold, in the order in which they are told; each has its words in `.meta()`. */
  entity: z.ZodObject
  /**
   * What names one record, with fields of the entity in braces: `{name}`, `{amountLitres} {product}, {location}`. Missing
   * where a tenant has one only (its settings): the label names it.
   */
  name?: string
  /** Where the console shows it: `/fuel/sites/{id}`. Missing where it has no place there. */
  path?: string
}

/** The fields in braces of a template: `amountLitres`, `product`, `location`. */
export function fieldsOfTemplate(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map(([, field]) => field as string)
}

/** The template with each field in braces replaced; undefined where a field has no value. */
export function fillTemplate(
  template: string,
  sayField: (field: string) => string | undefined,
): string | undefined {
  let isWhole = true
  const text = template.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = sayField(field)
    if (value === undefined) isWhole = false
    return value ?? ''
  })
  return isWhole ? text : undefined
}
