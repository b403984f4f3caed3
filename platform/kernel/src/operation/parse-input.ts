import { type FieldFault, type LocalText, type Operation, raise, readTypedNumber } from '@lumbung/contract'
import { z } from 'zod'
import { invalidInput } from '../../contract/problems.ts'
import { keepTexts } from './keep-texts.ts'
import { unwrap } from './unwrap.ts'
import { wantsAt } from './wants-at.ts'

const strictSchemas = new WeakMap<z.ZodObject, z.ZodObject>()

/** Validates against the contract with unknown fields refused; throws `platform.invalid_input` naming each field. */
export function parseInput(operation: Operation, raw: unknown): unknown {
  let schema = strictSchemas.get(operation.input)
  if (!schema) {
    schema = operation.input.strict()
    strictSchemas.set(operation.input, schema)
  }
  const parsed = parseSchema(schema, raw ?? {})
  if ('data' in parsed) return parsed.data
  throw raise(invalidInput, {}, { fields: parsed.faults })
}

/** What a schema makes of a value from outside, after the gate for text; or what is wrong with each field. */
export function parseSchema<S extends z.ZodType>(
  schema: S,
  raw: unknown,
): { data: z.output<S> } | { faults: Record<string, FieldFault[]> } {
  const { kept, faults: unkept } = keepTexts(raw)
  // `reportInput` tells a field that is missing from one of the wrong type.
  const result = schema.safeParse(kept, { reportInput: true })
  const refused = result.success ? {} : faultsOf(schema, result.error.issues)
  // What the contract wants of a field says more than that its text cannot be kept.
  const faults = { ...unkept, ...refused }
  return result.success && Object.keys(faults).length === 0 ? { data: result.data } : { faults }
}

/** Zod's issues with a schema as field path → faults; each fault's code is a key of the catalogue (`field.too_small` …). */
export function faultsOf(schema: z.ZodType, issues: z.core.$ZodIssue[]): Record<string, FieldFault[]> {
  const fields: Record<string, FieldFault[]> = Object.create(null)
  const add = (path: PropertyKey[], fault: FieldFault) => {
    const name = path.map(String).join('.').slice(0, 200) || '_'
    const faults = fields[name] ?? []
    // Two checks of one schema may say the same thing.
    if (faults.length < 5 && !faults.some(({ code }) => code === fault.code))
      fields[name] = [...faults, fault]
  }
  for (const issue of issues.slice(0, 50)) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys.slice(0, 20)) add([...issue.path, key], { code: 'field.unknown' })
    } else add(issue.path, faultOf(issue, schema))
  }
  return { ...fields }
}

/** What people call the types of JSON and of Zod. */
const KINDS: Readonly<Record<string, LocalText>> = {
  string: { id: 'teks', en: 'text' },
  number: { id: 'angka', en: 'a number' },
  int: { id: 'bilangan bulat', en: 'a whole number' },
  boolean: { id: 'ya atau tidak', en: 'yes or no' },
  array: { id: 'daftar', en: 'a list' },
  object: { id: 'sekumpulan isian', en: 'a set of fields' },
  record: { id: 'sekumpulan isian', en: 'a set of fields' },
}
const OTHER_KIND: LocalText = { id: 'jenis yang lain', en: 'of another kind' }

function faultOf(issue: z.core.$ZodIssue, schema: z.ZodType): FieldFault {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'field.required' }
        : {
            code: 'field.type',
            params: { expected: issue.expected, kind: KINDS[issue.expected] ?? OTHER_KIND },
          }
    case 'too_small':
      return issue.origin === 'string'
        ? {
            code: issue.minimum === 1 ? 'field.required' : 'field.too_short',
            params: { minimum: Number(issue.minimum) },
          }
        : issue.origin === 'array'
          ? { code: 'field.too_few', params: { minimum: Number(issue.minimum) } }
          : { code: 'field.too_small', params: { minimum: Number(issue.minimum) } }
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'field.too_long', params: { maximum: Number(issue.maximum) } }
        : issue.origin === 'array'
          ? { code: 'field.too_many', params: { maximum: Number(issue.maximum) } }
          : { code: 'field.too_big', params: { maximum: Number(issue.maximum) } }
    case 'not_multiple_of':
      return { code: 'field.decimals', params: { decimals: decimalsOf(issue.divisor) } }
    case 'invalid_format':
      return faultOfFormat(issue, schema)
    case 'invalid_value':
      return { code: 'field.choice', params: { choices: issue.values.map(String).slice(0, 30).join(', ') } }
    case 'custom': {
      const { code, ...params } = (issue.params ?? {}) as { code?: string; decimals?: number }
      if (params.decimals !== undefined) return { code: 'field.decimals', params }
      return { code: code ?? 'field.invalid', ...(Object.keys(params).length > 0 ? { params } : {}) }
    }
    default:
      return { code: 'field.invalid' }
  }
}

/** Formats that have a name have a sentence of their own; what a pattern asks for only its contract can say. */
const NAMED_FORMATS: Readonly<Record<string, string>> = {
  email: 'field.email',
  uuid: 'field.id',
  date: 'field.day',
  datetime: 'field.instant',
}

function faultOfFormat({ format, path }: z.core.$ZodIssueInvalidStringFormat, schema: z.ZodType): FieldFault {
  const code = NAMED_FORMATS[format]
  if (code !== undefined) return { code }
  const wants = wantsAt(schema, path)
  return wants ? { code: 'field.pattern', params: { wants } } : { code: 'field.format' }
}

function decimalsOf(step: number): number {
  return Math.max(0, Math.round(-Math.log10(step)))
}

type Coercion = 'number' | 'boolean' | 'list' | 'text'

/** How each top-level field of a query string is read; text that does not fit is left for the schema to refuse. */
export function coercionsOf(schema: z.ZodObject): Map<string, Coercion> {
  return new Map(Object.entries(schema.shape).map(([name, field]) => [name, coercionOf(field as z.ZodType)]))
}

function coercionOf(field: z.ZodType): Coercion {
  const { inner } = unwrap(field)
  if (inner instanceof z.ZodNumber) return 'number'
  if (inner instanceof z.ZodBoolean) return 'boolean'
  if (inner instanceof z.ZodArray) return 'list'
  return 'text'
}

/** Values of a query string or path as the schema's types; a repeated scalar stays a list and is refused by the schema. */
export function coerce(
  raw: Record<string, unknown>,
  coercions: Map<string, Coercion>,
): Record<string, unknown> {
  const values: Record<string, unknown> = Object.create(null)
  for (const [name, value] of Object.entries(raw)) {
    const kind = coercions.get(name)
    if (typeof value !== 'string') values[name] = value
    else if (kind === 'number') values[name] = readTypedNumber(value) ?? value
    else if (kind === 'boolean' && (value === 'true' || value === 'false')) values[name] = value === 'true'
    else if (kind === 'list') values[name] = value.split(',')
    else values[name] = value
  }
  return { ...values }
}
