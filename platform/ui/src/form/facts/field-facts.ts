import { type LocalText, Zone } from '@lumbung/contract'
import { z } from 'zod'
import { type FieldSchema, plainSchema } from './field-schema.ts'
import { labelOfName } from './label-of-name.ts'

/** `entries`: a list of groups of fields; `unknown`: only a screen's own `render` can show it. */
export type Control =
  | 'line'
  | 'prose'
  | 'password'
  | 'number'
  | 'flag'
  | 'choice'
  | 'choices'
  | 'tags'
  | 'instant'
  | 'day'
  | 'zone'
  | 'id'
  | 'entries'
  | 'unknown'

/** What a contract says of one field, as a form needs it. */
export interface FieldFacts {
  name: string
  control: Control
  label: LocalText
  help: LocalText | null
  /** What its pattern, or that of each of its values, asks for. */
  wants: LocalText | null
  isRequired: boolean
  isNullable: boolean
  /** The empty text is a value of its own, other than being left out. */
  takesEmptyText: boolean
  default: unknown
  examples: readonly string[]
  isEmail: boolean
  maxLength: number | null
  minItems: number
  minimum: number | null
  maximum: number | null
  /** Decimal places at most; 0: whole numbers; null: the contract does not say. */
  decimals: number | null
  /** Decimals to which more are rounded; null where more are refused. */
  roundsTo: number | null
  unit: string | null
  /** Typed in capital letters and underscores, whatever the keys say. */
  isCode: boolean
  choices: readonly { value: string; label: LocalText }[]
  /** The fields of each entry. */
  entry: readonly FieldFacts[]
}

const known = new WeakMap<z.ZodObject, readonly FieldFacts[]>()

/** The facts of each field of an operation's input, in the contract's order; derived once per contract. */
export function factsOf(input: z.ZodObject): readonly FieldFacts[] {
  let facts = known.get(input)
  if (!facts) {
    facts = factsOfSchema(z.toJSONSchema(input, { io: 'input' }) as FieldSchema)
    known.set(input, facts)
  }
  return facts
}

/** The same of a JSON Schema, such as the server's documents hold. */
export function factsOfSchema(
  { properties = {}, required = [], $defs }: FieldSchema,
  defs: FieldSchema['$defs'] = $defs,
): readonly FieldFacts[] {
  return Object.entries(properties).map(([name, property]) =>
    factsOfField(name, property, required.includes(name), defs),
  )
}

export function factsOfField(
  name: string,
  property: FieldSchema,
  isRequired: boolean,
  defs: FieldSchema['$defs'],
): FieldFacts {
  const { schema, isNullable } = plainSchema(property, defs)
  const item = schema.items && plainSchema(schema.items, defs).schema
  const choosable = schema.type === 'array' ? item : schema
  return {
    name,
    control: controlOf(name, schema, item),
    label: schema.label ?? schema['x-label'] ?? labelOfName(name),
    help: schema.help ?? schema['x-help'] ?? null,
    wants: wantsOf(schema) ?? (item ? wantsOf(item) : null),
    isRequired,
    isNullable,
    takesEmptyText: schema.type === 'string' && takesText(schema, ''),
    default: schema.default,
    examples: (schema.examples ?? []).map(String),
    isEmail: schema.format === 'email',
    maxLength: schema.maxLength ?? null,
    minItems: schema.minItems ?? 0,
    minimum: exactBound(schema.minimum ?? schema.exclusiveMinimum),
    maximum: exactBound(schema.maximum ?? schema.exclusiveMaximum),
    decimals: decimalsOf(schema),
    roundsTo: schema.roundsTo ?? schema['x-roundsTo'] ?? null,
    unit: schema.unit ?? schema['x-unit'] ?? null,
    isCode: (schema.typedAs ?? schema['x-typedAs']) === 'code',
    choices: choicesOf(choosable),
    entry: item?.type === 'object' ? factsOfSchema(item, defs) : [],
  }
}

function wantsOf(schema: FieldSchema): LocalText | null {
  return schema.wants ?? schema['x-wants'] ?? null
}

function controlOf(name: string, schema: FieldSchema, item: FieldSchema | undefined): Control {
  if (schema.type === 'boolean') return 'flag'
  if (schema.enum) return hasWordsOnly(schema.enum) ? 'choice' : 'unknown'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (schema.type === 'array') {
    if (item?.enum) return hasWordsOnly(item.enum) ? 'choices' : 'unknown'
    if (item?.type === 'string') return 'tags'
    if (item?.type === 'object' && item.properties) return 'entries'
  }
  return schema.type === 'string' ? textControlOf(name, schema) : 'unknown'
}

function hasWordsOnly(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string' || value === null)
}

const NAMED_FORMATS: Readonly<Record<string, Control>> = { uuid: 'id', 'date-time': 'instant', date: 'day' }
const ZONE_PATTERN = (z.toJSONSchema(Zone) as FieldSchema).pattern
const LONGEST_LINE = 250

function textControlOf(name: string, schema: FieldSchema): Control {
  const named = NAMED_FORMATS[schema.format ?? '']
  if (named) return named
  if (/password/i.test(name)) return 'password'
  const patterns = patternsOf(schema)
  if (patterns.includes(ZONE_PATTERN ?? '')) return 'zone'
  if (schema.format !== undefined) return 'line'
  if (patterns.length === 0) return (schema.maxLength ?? 0) > LONGEST_LINE ? 'prose' : 'line'
  return takesText(schema, 'a\nb') ? 'prose' : 'line'
}

function patternsOf({ pattern, allOf = [] }: FieldSchema): string[] {
  return [pattern, ...allOf.map((part) => part.pattern)].filter((one) => one !== undefined)
}

function takesText(schema: FieldSchema, text: string): boolean {
  if (text.length < (schema.minLength ?? 0) || schema.format || schema.enum) return false
  return patternsOf(schema).every((pattern) => new RegExp(pattern, 'u').test(text))
}

function choicesOf(schema: FieldSchema | undefined): FieldFacts['choices'] {
  const words = schema?.choices ?? schema?.['x-choices'] ?? {}
  return (schema?.enum ?? [])
    .filter((value) => value !== null)
    .map(String)
    .map((value) => ({
      value,
      label: words[value] ?? { id: value, en: value },
    }))
}

/** The bounds of what a double counts exactly are no rule of the contract. */
function exactBound(bound: number | undefined): number | null {
  return bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? null : bound
}

function decimalsOf(schema: FieldSchema): number | null {
  if (schema.type === 'integer') return 0
  const said = schema.decimals ?? schema['x-decimals']
  if (said !== undefined) return said
  return schema.multipleOf === undefined ? null : Math.max(0, Math.round(-Math.log10(schema.multipleOf)))
}
