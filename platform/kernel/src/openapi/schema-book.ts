import type { LocalText } from '@lumbung/contract'
import { z } from 'zod'

export type Json = Record<string, unknown>

const REFERENCE = '#/$defs/'
/** JSON Schema knows these by name; Zod's patterns for them say the same at length. */
const NAMED_FORMATS = new Set(['uuid', 'date', 'date-time', 'email', 'uri', 'time'])

/**
 * The JSON Schema of one Zod schema, with its named parts under `$defs`. `input`: what a caller may send, unknown
 * fields refused where the contract refuses them. `output`: what is answered; fields may be added later, so a reader
 * must not refuse them.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      if (NAMED_FORMATS.has(jsonSchema.format ?? '')) delete jsonSchema.pattern
      const { def } = zodSchema._zod
      if (io === 'output' && def.type === 'object' && def.catchall === undefined) {
        delete jsonSchema.additionalProperties
      }
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      // How the trail tells a field is the server's own affair.
      for (const word of TOLD_BY_THE_SERVER) delete (jsonSchema as Json)[word]
      // Nobody writes what is answered.
      if (io === 'output') delete (jsonSchema as Json).wants
      sayInItsWords(jsonSchema)
    },
  }) as Json
  return json
}

/** What fields say of themselves that JSON Schema has no word for, or not in two languages. */
const OWN_WORDS = [
  'label',
  'help',
  'wants',
  'choices',
  'unit',
  'decimals',
  'roundsTo',
  'typedAs',
  'aliases',
  'names',
  'orders',
  'zoneOf',
  'minusOf',
  'earliest',
  'latest',
] as const

const TOLD_BY_THE_SERVER = ['signedBy', 'wordsOf', 'untold'] as const

/** Label and help become title and description, in English; all that is ours stays under `x-`, as extensions must. */
function sayInItsWords(json: Json): void {
  const { label, help } = json as { label?: LocalText; help?: LocalText }
  if (label) json.title = label.en
  if (help) json.description = help.en
  for (const word of OWN_WORDS) {
    if (json[word] === undefined) continue
    json[`x-${word}`] = json[word]
    delete json[word]
  }
}

/** Gathers the named parts of many schemas, each once, as the components of one document. */
export class SchemaBook {
  readonly schemas: Record<string, Json> = {}
  readonly responses: Record<string, Json> = {}

  add(schema: z.ZodType, io: 'input' | 'output'): Json {
    const { $defs = {}, ...json } = jsonSchemaOf(schema, io)
    const names = new Map(
      Object.entries($defs as Record<string, Json>).map(([name, part]) => [
        name,
        this.#nameFor(name, part, io),
      ]),
    )
    for (const [name, part] of Object.entries($defs as Record<string, Json>)) {
      this.schemas[names.get(name) as string] = renamed(part, names) as Json
    }
    return renamed(json, names) as Json
  }

  define(name: string, json: Json): Json {
    this.schemas[name] = json
    return { $ref: `#/components/schemas/${name}` }
  }

  /** A part that reads differently as input and as output stands under two names. */
  #nameFor(name: string, part: Json, io: string): string {
    const known = this.schemas[name]
    const names = new Map([[name, name]])
    return known && JSON.stringify(known) !== JSON.stringify(renamed(part, names)) ? `${name}.${io}` : name
  }
}

function renamed(value: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((entry) => renamed(entry, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      if (key !== '$ref' || typeof entry !== 'string') return [key, renamed(entry, names)]
      const name = entry.startsWith(REFERENCE) ? entry.slice(REFERENCE.length) : entry
      return [key, `#/components/schemas/${names.get(name) ?? name}`]
    }),
  )
}
