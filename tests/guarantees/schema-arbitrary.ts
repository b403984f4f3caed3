import fc from 'fast-check'

type JsonSchema = Record<string, unknown>

/** Text that has broken programs before: quotes, wildcards, formulas, controls, foreign scripts, long runs. */
const nastyTexts = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    "'; DROP TABLE ledger.movement; --",
    '%',
    '_',
    '\\',
    '"',
    '$(1)',
    '{{x}}',
    '=1+1',
    '@SUM(A1)',
    '\u0000',
    '\uFEFF',
    '\u202Eabc',
    'ß',
    'İ',
    '😀',
    '\uD800',
    'null',
    'undefined',
    'NaN',
    '1e400',
    '-0',
    '0x10',
    '../../etc/passwd',
    '\r\nX: y',
    'true',
    '2026-02-30',
    '9999-12-31',
    '0000-01-01',
    '2026-11-20T24:00:00Z',
    '2026-11-20T00:00:00+99:00',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constant('x'.repeat(20_000)),
)
const nastyNumbers = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.001, 1e-7, 1e15, 1e21, 1e308, 2 ** 31, 2 ** 53, 0.1 + 0.2),
  fc.double({ noNaN: true }),
  fc.integer(),
)
const anything: fc.Arbitrary<unknown> = fc.oneof(
  nastyTexts,
  nastyNumbers,
  fc.constantFrom(null, true, false, [], {}, [[]], { a: { b: { c: 1 } } }),
  fc.array(nastyTexts, { maxLength: 3 }),
)

/** Mostly well-formed inputs, so that the rules behind the gate are reached, with faults of every kind mixed in. */
export function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const good = wellFormed(schema)
  return fc.oneof(
    { weight: 6, arbitrary: good },
    { weight: 3, arbitrary: withOneFault(schema, good) },
    { weight: 1, arbitrary: fc.dictionary(fc.string({ maxLength: 10 }), anything, { maxKeys: 4 }) },
  )
}

function withOneFault(schema: JsonSchema, good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const names = [...Object.keys((schema.properties as JsonSchema) ?? {}), 'unknownField']
  return fc
    .tuple(good, fc.constantFrom(...names), anything)
    .map(([input, name, value]) => ({ ...(input as Record<string, unknown>), [name]: value }))
}

function wellFormed(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (choices) return fc.oneof(...choices.map(wellFormed))
  switch (schema.type) {
    case 'object':
      return wellFormedObject(schema)
    case 'array':
      return fc.array(wellFormed((schema.items as JsonSchema) ?? {}), { maxLength: 3 })
    case 'integer':
      return fc.oneof(
        fc.integer({
          min: Number(schema.minimum ?? -5),
          max: Math.min(Number(schema.maximum ?? 1_000), 2 ** 31 - 1),
        }),
        fc.constant(Number(schema.minimum ?? 1)),
      )
    case 'number':
      return fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return wellFormedText(schema)
    default:
      return anything
  }
}

function wellFormedObject(schema: JsonSchema): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties as Record<string, JsonSchema>) ?? {})
  const required = new Set((schema.required as string[]) ?? [])
  return fc
    .record(
      Object.fromEntries(
        properties.map(([name, child]) => [
          name,
          required.has(name) ? wellFormed(child) : fc.option(wellFormed(child), { nil: undefined }),
        ]),
      ),
    )
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)))
}

function wellFormedText(schema: JsonSchema): fc.Arbitrary<string> {
  switch (schema.format) {
    case 'uuid':
      return fc.uuid()
    case 'date':
      return fc
        .date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10))
    case 'date-time':
      return fc
        .date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString())
    case 'email':
      return fc.integer({ min: 0, max: 9_999 }).map((number) => `person-${number}@example.test`)
    default:
      return fc.oneof(
        nastyTexts,
        fc.constantFrom('GENSET', 'DIESEL', 'Asia/Makassar', 'Genset utara'),
        fc.string({ minLength: 1, maxLength: 30 }),
      )
  }
}
