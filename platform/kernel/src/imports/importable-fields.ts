import type { Locale, LocalText } from '@lumbung/contract'
import { z } from 'zod'
import type { ImportFieldType } from '../../contract/imports.ts'
import { type FieldMeta, unwrap } from '../operation/unwrap.ts'

/** A field of a command's input that one cell can fill. */
export interface ImportableField {
  name: string
  required: boolean
  type: ImportFieldType
  unit: string | null
  /** Decimals to which more are rounded; null where more are refused. */
  roundsTo: number | null
  choices: string[] | null
  /** The words of each choice, where the contract has them. */
  choiceWords: Readonly<Record<string, LocalText>>
  /** The kind of record that a cell names; null where it names none. */
  names: string | null
  /** Rows are put in the order of this field. */
  orders: boolean
  /** The kind of record in whose zone its clocks are read. */
  zoneOf: string | null
  minusOf: { field: string; value: string } | null
  title: string | LocalText | null
  help: LocalText | null
  aliases: string[]
}

/** Titles of the contract's shared scalars name a type, not what this field is for. */
const TYPE_TITLES = new Set(['Id', 'Day', 'Instant', 'Code'])

const known = new WeakMap<z.ZodObject, ImportableField[]>()

/** The scalar fields of an input, in the order of the declaration; lists and nested objects cannot be a cell. */
export function fieldsOf(schema: z.ZodObject): ImportableField[] {
  let fields = known.get(schema)
  if (!fields) {
    fields = Object.entries(schema.shape).flatMap(([name, field]) => {
      const described = describe(name, field as z.ZodType)
      return described ? [described] : []
    })
    known.set(schema, fields)
  }
  return fields
}

/** The kinds of records that the fields name, or in whose zone they are read. */
export function recordKindsOf(schema: z.ZodObject): Set<string> {
  return new Set(fieldsOf(schema).flatMap(({ names, zoneOf }) => [names ?? [], zoneOf ?? []].flat()))
}

/** The field's name for people: what its declaration says, else its own name in words. */
export function labelOf(field: { name: string; title: string | LocalText | null }, locale: Locale): string {
  if (field.title === null) return wordsOf(field.name)
  return typeof field.title === 'string' ? field.title : field.title[locale]
}

/** As the header of a column says it. */
export function withUnit(label: string, unit: string | null | undefined): string {
  return unit ? `${label} (${unit})` : label
}

/** `lowStockThreshold` → `Low stock threshold`. */
function wordsOf(name: string): string {
  const words = name.replace(/[._-]+/g, ' ').replace(/([a-z0-9])([A-Z])/g, '$1 $2')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

/** The title of a field or column that is meant for people, not that of a shared scalar type. */
export function titleOf(meta: FieldMeta): string | LocalText | null {
  if (meta.label) return meta.label
  return meta.title === undefined || TYPE_TITLES.has(meta.title) ? null : meta.title
}

function describe(name: string, schema: z.ZodType): ImportableField | undefined {
  const { inner, optional, meta } = unwrap(schema)
  const type = typeOf(inner)
  if (!type) return undefined
  return {
    name,
    required: !optional,
    type,
    unit: meta.unit ?? null,
    roundsTo: meta.roundsTo ?? null,
    choices: choicesOf(inner),
    choiceWords: meta.choices ?? {},
    names: meta.names ?? null,
    orders: meta.orders ?? false,
    zoneOf: meta.zoneOf ?? null,
    minusOf: meta.minusOf ?? null,
    title: titleOf(meta),
    help: meta.help ?? null,
    aliases: meta.aliases ?? [],
  }
}

function typeOf(schema: z.ZodType): ImportFieldType | undefined {
  if (schema instanceof z.ZodNumber) return isInteger(schema) ? 'integer' : 'number'
  if (schema instanceof z.ZodBoolean) return 'boolean'
  if (choicesOf(schema)) return 'choice'
  if (schema instanceof z.ZodISODate) return 'date'
  if (schema instanceof z.ZodISODateTime) return 'datetime'
  return schema instanceof z.ZodString || schema instanceof z.ZodStringFormat ? 'text' : undefined
}

function isInteger(schema: z.ZodNumber): boolean {
  return schema.format === 'safeint' || schema.format === 'int32' || schema.format === 'uint32'
}

function choicesOf(schema: z.ZodType): string[] | null {
  const values =
    schema instanceof z.ZodEnum ? schema.options : schema instanceof z.ZodLiteral ? [...schema.values] : []
  const texts = values.filter((value) => typeof value === 'string')
  return texts.length > 0 && texts.length === values.length ? texts : null
}
