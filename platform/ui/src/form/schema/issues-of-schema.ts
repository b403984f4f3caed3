import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import type { z } from 'zod'
import type { FieldSchema } from '../facts/field-schema.ts'
import { mapParts } from './map-schema.ts'

/** What fields say of themselves to people: no part of the schema, though `id` in it would be taken for one. */
const OUR_WORDS =
  /^(x-.*|label|help|wants|choices|unit|decimals|earliest|latest|aliases|names|orders|zoneOf|minusOf|examples|default)$/

/** Errors that only say that something below them is wrong. */
const WRAPPERS = new Set(['$ref', 'properties', 'items', 'prefixItems', 'additionalProperties', 'allOf'])

type Issue = z.core.$ZodIssue

/**
 * What a JSON Schema finds wrong with a value, told in the terms in which contracts tell it, so that both have the same
 * sentences. Interpreted, not compiled: the page's content policy lets nothing be compiled from text.
 */
export function issuesOfSchema(schema: FieldSchema, value: unknown): Issue[] {
  const plain = plainJson(value)
  const validator = new Validator(bareSchema(schema) as Schema, '2020-12', false)
  const { errors } = validator.validate(plain)
  const undecided = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  return errors
    .filter(({ keyword, keywordLocation }) => {
      const isBelow = undecided.some((one) => keywordLocation.startsWith(`${one.keywordLocation}/`))
      return !isBelow && !WRAPPERS.has(keyword)
    })
    .filter(isFirstOfItsKind)
    .flatMap((error) => issuesOf(error, schema, plain))
}

/** A missing field is reported once for each that is missing, and we tell all of them at the first. */
function isFirstOfItsKind(error: OutputUnit, index: number, all: readonly OutputUnit[]): boolean {
  const same = all.findIndex(
    ({ keywordLocation, instanceLocation }) =>
      keywordLocation === error.keywordLocation && instanceLocation === error.instanceLocation,
  )
  return same === index
}

/** A copy, because the validator writes its notes into the schema, and without what is none of its business. */
function bareSchema(schema: FieldSchema): FieldSchema {
  const own = Object.entries(schema).filter(([keyword]) => !OUR_WORDS.test(keyword))
  return mapParts(Object.fromEntries(own), bareSchema)
}

function issuesOf(error: OutputUnit, schema: FieldSchema, whole: unknown): Issue[] {
  const path = pathOf(error.instanceLocation)
  const input = valueAt(whole, path)
  const bound = keywordValue(schema, error.keywordLocation)
  const about = { path, input, message: '' }
  switch (error.keyword) {
    case 'required': {
      const missing = (bound as string[]).filter((name) => !(name in (input as object)))
      return missing.map((name) => nothing([...path, name]))
    }
    case 'type':
      return [{ ...about, code: 'invalid_type', expected: expectedType(bound) }]
    case 'enum':
    case 'const':
      return [{ ...about, code: 'invalid_value', values: [] }]
    case 'minLength':
    case 'minItems':
    case 'minimum':
    case 'exclusiveMinimum':
      return [
        {
          ...about,
          code: 'too_small',
          origin: originOf(error.keyword),
          minimum: Number(bound),
          inclusive: error.keyword !== 'exclusiveMinimum',
        },
      ]
    case 'maxLength':
    case 'maxItems':
    case 'maximum':
    case 'exclusiveMaximum':
      return [
        {
          ...about,
          code: 'too_big',
          origin: originOf(error.keyword),
          maximum: Number(bound),
          inclusive: error.keyword !== 'exclusiveMaximum',
        },
      ]
    case 'multipleOf':
      return [{ ...about, code: 'not_multiple_of', divisor: Number(bound), input: Number(input) }]
    case 'pattern':
      return [{ ...about, code: 'invalid_format', format: 'regex', input: String(input) }]
    case 'format':
      return [{ ...about, code: 'invalid_format', format: String(bound), input: String(input) }]
    // The schema of what must not be there.
    case 'false':
      return [
        { ...about, code: 'unrecognized_keys', keys: path.slice(-1), path: path.slice(0, -1), input: {} },
      ]
    default:
      return [{ ...about, code: 'custom', params: {} }]
  }
}

function nothing(path: PropertyKey[]): Issue {
  return { code: 'invalid_type', expected: 'nonoptional', path, input: undefined, message: '' }
}

function originOf(keyword: string): 'string' | 'array' | 'number' {
  if (keyword.endsWith('Length')) return 'string'
  return keyword.endsWith('Items') ? 'array' : 'number'
}

function expectedType(type: unknown): 'int' | 'number' | 'string' {
  const [expected] = [type].flat()
  if (expected === 'integer') return 'int'
  return expected === 'number' ? 'number' : 'string'
}

/** What stands at a keyword's place in the schema; the place of what a reference leads to goes on behind `$ref`. */
function keywordValue(root: FieldSchema, location: string): unknown {
  let at: unknown = root
  for (const name of pathOf(location)) {
    at = (at as Record<string, unknown> | undefined)?.[name]
    if (name === '$ref' && typeof at === 'string') at = keywordValue(root, at)
  }
  return at
}

/** The names in a pointer `#/rows/0/code`. */
function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~'))
}

function valueAt(whole: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], whole)
}

/** As it would be sent: what is not there is not there. */
function plainJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? {}))
}
