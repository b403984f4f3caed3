import { httpOf, type Operation, PageInput, type ProblemType, PUBLIC, SIGNED_IN } from '@lumbung/contract'
import { fuelApp } from '@lumbung/fuel'
import { buildCatalogue, kernelApp, operationsOf } from '@lumbung/kernel'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commonProblems } from '../../platform/kernel/contract/index.ts'
import { jsonSchemaOf } from '../../platform/kernel/src/openapi/schema-book.ts'
import { parseSchema } from '../../platform/kernel/src/operation/parse-input.ts'
import { unwrap } from '../../platform/kernel/src/operation/unwrap.ts'
import { Texts } from '../../platform/kernel/src/texts/texts.ts'
import { apps } from '../../server/src/apps.ts'
import { NASTY_DAYS } from '../guarantees/schema-arbitrary.ts'

const all = [kernelApp, ...apps]
const operations = operationsOf(all).map(({ operation }) => operation)
const texts = Texts.create(all)

type JsonSchema = { [key: string]: unknown }

/** Every string, array and number in a schema that has no bound; formats with a fixed shape count as bounded. */
function unbounded(schema: JsonSchema, path: string): string[] {
  const faults: string[] = []
  const fixedFormats = ['uuid', 'date', 'date-time', 'email']
  const walk = (node: JsonSchema, at: string) => {
    if (
      node.type === 'string' &&
      !node.enum &&
      !node.const &&
      node.maxLength === undefined &&
      !fixedFormats.includes(String(node.format))
    ) {
      faults.push(`${at}: string without maxLength`)
    }
    if (node.type === 'array' && node.maxItems === undefined) faults.push(`${at}: array without maxItems`)
    if (
      (node.type === 'number' || node.type === 'integer') &&
      node.maximum === undefined &&
      node.exclusiveMaximum === undefined
    ) {
      faults.push(`${at}: number without maximum`)
    }
    for (const [name, child] of Object.entries((node.properties as JsonSchema) ?? {}))
      walk(child as JsonSchema, `${at}.${name}`)
    if (node.items) walk(node.items as JsonSchema, `${at}[]`)
    for (const key of ['anyOf', 'oneOf', 'allOf']) {
      for (const child of (node[key] as JsonSchema[]) ?? []) walk(child, at)
    }
    if (node.additionalProperties && typeof node.additionalProperties === 'object')
      walk(node.additionalProperties as JsonSchema, `${at}.*`)
  }
  walk(schema, path)
  return faults
}

/** Objects below the top that would drop a mistyped field in silence: they must be `z.strictObject`. */
function looseObjects(schema: JsonSchema, path: string): string[] {
  const faults: string[] = []
  const walk = (node: JsonSchema, at: string, top: boolean) => {
    if (node.properties && !top && node.additionalProperties !== false) faults.push(at)
    for (const [name, child] of Object.entries((node.properties as JsonSchema) ?? {})) {
      walk(child as JsonSchema, `${at}.${name}`, false)
    }
    if (node.items) walk(node.items as JsonSchema, `${at}[]`, false)
    for (const key of ['anyOf', 'oneOf', 'allOf']) {
      for (const child of (node[key] as JsonSchema[]) ?? []) walk(child, at, top)
    }
  }
  walk(schema, path, true)
  return faults
}

/** Fields that a form or filter would have to show by their names in the program, and choices by their values. */
function wordless(schema: JsonSchema, path: string, known: readonly string[] = []): string[] {
  return Object.entries((schema.properties as Record<string, JsonSchema>) ?? {}).flatMap(([name, field]) => {
    if (known.includes(name)) return []
    const parts = [field, ...((field.anyOf as JsonSchema[]) ?? [])]
    const faults = parts.flatMap((part) => wordless((part.items as JsonSchema) ?? part, `${path}.${name}`))
    if (!parts.some((part) => part['x-label'])) faults.push(`${path}.${name}: no label`)
    if (parts.some((part) => part.enum && !part['x-choices']))
      faults.push(`${path}.${name}: no words for its values`)
    return faults
  })
}

/** Patterns that do not say in both languages what they want; formats that have a name have a sentence of their own. */
function unexplained(schema: JsonSchema, path: string): string[] {
  const wants = schema['x-wants'] as { id?: string; en?: string } | undefined
  const hasPattern = [schema, ...((schema.allOf as JsonSchema[]) ?? [])].some(({ pattern }) => pattern)
  const isExplained = [wants?.id, wants?.en].every((text) => text?.endsWith('.'))
  const faults = hasPattern && !schema.format && !isExplained ? [path] : []
  const parts: [JsonSchema, string][] = [
    ...Object.entries((schema.properties as Record<string, JsonSchema>) ?? {}).map(
      ([name, part]): [JsonSchema, string] => [part, `${path}.${name}`],
    ),
    ...[schema.items, schema.additionalProperties, schema.propertyNames]
      .filter((part) => part !== null && typeof part === 'object')
      .map((part): [JsonSchema, string] => [part as JsonSchema, `${path}[]`]),
    ...[schema.anyOf, schema.oneOf]
      .flatMap((some) => (some as JsonSchema[]) ?? [])
      .map((part): [JsonSchema, string] => [part, path]),
    ...Object.values((schema.$defs as Record<string, JsonSchema>) ?? {}).map((part): [JsonSchema, string] => [
      part,
      path,
    ]),
  ]
  return [...faults, ...parts.flatMap(([part, at]) => unexplained(part, at))]
}

/** Every schema of a text in what comes in, with the way to it. */
function textsIn(schema: z.ZodType, path: string): [string, z.ZodType][] {
  const { inner } = unwrap(schema)
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape).flatMap(([name, part]) =>
      textsIn(part as z.ZodType, `${path}.${name}`),
    )
  }
  if (inner instanceof z.ZodArray) return textsIn(inner.element as z.ZodType, `${path}[]`)
  if (inner instanceof z.ZodUnion) return inner.options.flatMap((part) => textsIn(part as z.ZodType, path))
  if (inner instanceof z.ZodRecord) {
    const [key, value] = [inner.keyType, inner.valueType] as z.ZodType[]
    return [...textsIn(key as z.ZodType, `${path}.<name>`), ...textsIn(value as z.ZodType, `${path}.*`)]
  }
  return inner instanceof z.ZodString || inner instanceof z.ZodStringFormat ? [[path, inner]] : []
}

/** Texts that a schema of what comes in lets through the gate although nothing can keep them. */
function unkeepable(schema: z.ZodType, path: string): string[] {
  const lets = (part: z.ZodType, text: string) => 'data' in parseSchema(part, text)
  return textsIn(schema, path).flatMap(([at, part]) => {
    const bad = [
      '\u0000',
      'a\u0000b',
      '\uD800',
      'a\uDC00',
      ...NASTY_DAYS,
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
    ]
    // A day or instant is nothing but that; other texts may well read like a date of the year 0.
    const isDate = part instanceof z.ZodISODate || part instanceof z.ZodISODateTime
    const isOneLine = lets(part, 'Genset') && !lets(part, 'Genset\nUtara')
    return [
      ...bad.filter((text) => (isDate || !/^[+-]?\d/.test(text)) && lets(part, text)),
      ...(isOneLine ? ['abc\u202Etxt', '\u2066abc', 'a\u2028b'].filter((text) => lets(part, text)) : []),
    ].map((text) => `${at} lets ${JSON.stringify(text)} through`)
  })
}

function problemsOf(operation: Operation): readonly ProblemType[] {
  return [...commonProblems, ...(operation.errors ?? [])] as ProblemType[]
}

describe('the catalogue', () => {
  it('fits together', () => {
    expect(() => buildCatalogue(all)).not.toThrow()
  })

  it('refuses an operation whose permission nobody declared', () => {
    const broken = { ...fuelApp, permissions: {}, roles: [] }
    expect(() => buildCatalogue([kernelApp, ...apps.filter((app) => app !== fuelApp), broken])).toThrow(
      /is not declared/,
    )
  })

  it('has role templates that hold only declared permissions', () => {
    const known = [...buildCatalogue(all).permissions.keys()]
    for (const app of all) {
      for (const role of app.roles ?? []) {
        for (const permission of role.permissions) {
          const prefix = permission.replace(/\*$/, '')
          expect(
            known.some(
              (candidate) =>
                permission === candidate || (permission.endsWith('*') && candidate.startsWith(prefix)),
            ),
            `${role.key}: ${permission}`,
          ).toBe(true)
        }
      }
    }
  })
})

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (_id, operation) => {
  it('is named app.resource.action and says what it does in both languages', () => {
    expect(operation.id).toMatch(/^[a-z]+(\.[a-z0-9-]+){1,3}$/)
    expect(operation.summary.id.length).toBeGreaterThan(3)
    expect(operation.summary.en.length).toBeGreaterThan(3)
    if (operation.permission !== PUBLIC && operation.permission !== SIGNED_IN) {
      expect(operation.permission).toMatch(/^[a-z]+(\.[a-z0-9-]+){1,3}$/)
    }
    expect(httpOf(operation).path).toMatch(/^(\/[a-z0-9-]+|\/\{[a-zA-Z]+\})+$/)
  })

  it('bounds everything that comes in', () => {
    expect(unbounded(z.toJSONSchema(operation.input, { io: 'input' }) as JsonSchema, 'input')).toEqual([])
  })

  it('takes no text, day or instant that the database, a calendar or a screen does not', () => {
    expect(unkeepable(operation.input, 'input')).toEqual([])
  })

  it('refuses unknown fields inside what comes in, as it does at the top', () => {
    expect(looseObjects(z.toJSONSchema(operation.input, { io: 'input' }) as JsonSchema, 'input')).toEqual([])
  })

  it('says of each pattern in both languages what it wants', () => {
    expect(unexplained(jsonSchemaOf(operation.input, 'input'), 'input')).toEqual([])
  })

  it('has an example that its own contract accepts', () => {
    expect(operation.input.strict().safeParse(operation.example.input).error?.issues ?? []).toEqual([])
    if (operation.example.output !== undefined) {
      expect(operation.output.safeParse(operation.example.output).error?.issues ?? []).toEqual([])
    }
  })

  it('has words in both languages for each of its failures', () => {
    for (const problem of problemsOf(operation)) {
      expect(texts.has('id', problem.code), `${problem.code} in Indonesian`).toBe(true)
      expect(texts.has('en', problem.code), `${problem.code} in English`).toBe(true)
    }
  })
})

describe.each(operationsOf(apps).map(({ operation }) => [operation.id, operation] as const))(
  'the fields of %s',
  (_id, operation) => {
    it('have words in both languages, as a form or the header of a file shows them', () => {
      const known = [...httpOf(operation).params, ...Object.keys(PageInput)]
      expect(wordless(jsonSchemaOf(operation.input, 'input'), 'input', known)).toEqual([])
    })
  },
)
