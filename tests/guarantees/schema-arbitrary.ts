import fc from 'fast-check'

type JsonSchema = Record<string, unknown>

/** Days that a format allows and a calendar, a database or a program does not. */
export const NASTY_DAYS = [
  '0000-01-01',
  '0001-01-01',
  '1899-12-31',
  '2201-01-01',
  '9999-12-31',
  '10000-01-01',
  '+010000-01-01',
  '-000001-01-01',
  '2026-02-30',
]
/** Instants at the edge of what a format, an offset, a calendar and a database allow. */
export const NASTY_INSTANTS = [
  '0000-01-01T00:00:00Z',
  '0000-01-01T00:00:00+14:00',
  '0001-01-01T00:00:00Z',
  '1900-01-01T00:00:00+14:00',
  '2200-12-31T23:59:59.999-14:00',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999-14:00',
  '+010000-01-01T00:00:00Z',
  '2026-11-20T00:00:00+14:00',
  '2026-11-20T00:00:00-23:59',
  '2026-11-20T00:00:00+23:59',
  '2026-11-20T00:00:00+99:00',
  '2026-11-20T24:00:00Z',
  '2016-12-31T23:59:60Z',
  '2026-11-20T00:00:00.0000000000001Z',
]
/** Text that no database keeps, that shows nothing, or that is the same as another. */
export const NASTY_SIGNS = [
  '\u0000',
  'a\u0000b',
  '\uD800',
  'a\uDC00',
  '\uFEFF',
  '\u200B',
  '\u2060\u200D',
  '\u3164',
  '\u202Eabc',
  'abc\u2066txt.exe',
  'Caf\u0065\u0301',
  'Caf\u00E9',
  '\u2028',
]

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
    'ß',
    'İ',
    '😀',
    'null',
    'undefined',
    'NaN',
    '1e400',
    '1e308',
    '-0',
    '0x10',
    '9'.repeat(400),
    '../../etc/passwd',
    '\r\nX: y',
    'true',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ),
  fc.constantFrom(...NASTY_SIGNS),
  fc.constantFrom(...NASTY_DAYS, ...NASTY_INSTANTS),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constant('x'.repeat(20_000)),
)
const nastyNumbers = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.001, 1e-7, 1e15, 1e21, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, 0.1 + 0.2),
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
      return fc.oneof(
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100) },
        { weight: 1, arbitrary: nastyNumbers },
      )
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

const usualDates = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2030-01-01'),
  noInvalidDate: true,
})

function mostly(usual: fc.Arbitrary<string>, nasty: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 2, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...nasty) })
}

function wellFormedText(schema: JsonSchema): fc.Arbitrary<string> {
  switch (schema.format) {
    case 'uuid':
      return fc.uuid()
    case 'date':
      return mostly(
        usualDates.map((date) => date.toISOString().slice(0, 10)),
        NASTY_DAYS,
      )
    case 'date-time':
      return mostly(
        usualDates.map((date) => date.toISOString()),
        NASTY_INSTANTS,
      )
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
