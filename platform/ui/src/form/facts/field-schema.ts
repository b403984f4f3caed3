import type { LocalText } from '@lumbung/contract'

/**
 * What a form reads of JSON Schema. Contracts carry our own words (`label`, `unit` …) by their names; the documents of the
 * server carry them under `x-`, as extensions must.
 */
export interface FieldSchema {
  type?: string | string[]
  format?: string
  pattern?: string
  allOf?: FieldSchema[]
  anyOf?: FieldSchema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  title?: string
  description?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  minItems?: number
  maxItems?: number
  items?: FieldSchema
  properties?: Record<string, FieldSchema>
  required?: string[]
  additionalProperties?: unknown
  $ref?: string
  $defs?: Record<string, FieldSchema>
  label?: LocalText
  help?: LocalText
  wants?: LocalText
  choices?: Readonly<Record<string, LocalText>>
  unit?: string
  decimals?: number
  roundsTo?: number
  typedAs?: string
  'x-label'?: LocalText
  'x-help'?: LocalText
  'x-wants'?: LocalText
  'x-choices'?: Readonly<Record<string, LocalText>>
  'x-unit'?: string
  'x-decimals'?: number
  'x-roundsTo'?: number
  'x-typedAs'?: string
}

const REFERENCE = '#/$defs/'

/** The schema behind references and beside `null`, and whether `null` is a value of it. */
export function plainSchema(
  schema: FieldSchema,
  defs: FieldSchema['$defs'] = {},
): { schema: FieldSchema; isNullable: boolean } {
  const { $ref, anyOf, ...own } = schema
  if ($ref?.startsWith(REFERENCE)) {
    const target = defs[$ref.slice(REFERENCE.length)] ?? {}
    const { schema: plain, isNullable } = plainSchema(target, defs)
    return { schema: { ...plain, ...own }, isNullable }
  }
  const others = anyOf?.filter(({ type }) => type !== 'null') ?? []
  const [only] = others
  if (anyOf && only && others.length === 1 && anyOf.length === 2) {
    return { schema: { ...plainSchema(only, defs).schema, ...own }, isNullable: true }
  }
  // What has no bounds of its own is written shorter: `type: ['number', 'null']`.
  const { type } = schema
  if (Array.isArray(type)) {
    const [onlyType, ...more] = type.filter((one) => one !== 'null')
    if (onlyType !== undefined && more.length === 0)
      return { schema: { ...schema, type: onlyType }, isNullable: type.includes('null') }
  }
  return { schema, isNullable: false }
}
