import * as admin from '@lumbung/admin/contract'
import { command, Day, decimal, Instant, line, prose, Zone } from '@lumbung/contract'
import * as fuel from '@lumbung/fuel/contract'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type FieldFacts, factsOf, factsOfSchema } from './field-facts.ts'

const words = { id: 'Uji', en: 'Probe' }
const probe = command({
  id: 'probe.all',
  http: 'POST /probe',
  summary: words,
  permission: 'probe.all',
  input: z.object({
    name: line(80).meta({ label: { id: 'Nama', en: 'Name' } }),
    note: prose(500).nullable().optional(),
    litres: decimal({ decimals: 2, min: 0, max: 1_000, unit: 'L' }),
    tanks: z.int().min(1).default(1),
    kind: z.enum(['a', 'b']),
    isOpen: z.boolean().optional(),
    at: Instant.optional(),
    day: Day,
    zone: Zone.meta({ label: { id: 'Zona', en: 'Zone' } }).optional(),
    siteId: z.uuid(),
    newPassword: z.string().min(12).max(200),
    email: z.email().max(254),
    essay: z.string().max(5_000),
    tags: z.array(line(20)).max(5),
    kinds: z.array(z.enum(['a', 'b'])),
    rows: z.array(z.strictObject({ code: line(10), litres: z.number().optional() })),
    free: z.record(z.string(), z.string()),
  }),
  output: z.object({}),
  example: { input: {} as never },
})
const fields = new Map(factsOf(probe.input).map((facts) => [facts.name, facts]))
const field = (name: string) => fields.get(name) as FieldFacts

test('each type of a contract has its control', () => {
  expect(Object.fromEntries([...fields].map(([name, { control }]) => [name, control]))).toEqual({
    name: 'line',
    note: 'prose',
    litres: 'number',
    tanks: 'number',
    kind: 'choice',
    isOpen: 'flag',
    at: 'instant',
    day: 'day',
    zone: 'zone',
    siteId: 'id',
    newPassword: 'password',
    email: 'line',
    essay: 'prose',
    tags: 'tags',
    kinds: 'choices',
    rows: 'entries',
    free: 'unknown',
  })
})

test('what a field must be, may be and starts with comes from the contract', () => {
  expect(field('name')).toMatchObject({ isRequired: true, maxLength: 80, label: { id: 'Nama', en: 'Name' } })
  expect(field('name').takesEmptyText).toBe(false)
  expect(field('note')).toMatchObject({ isRequired: false, isNullable: true, takesEmptyText: true })
  expect(field('litres')).toMatchObject({ minimum: 0, maximum: 1_000, decimals: 2, unit: 'L' })
  expect(field('tanks')).toMatchObject({
    isRequired: false,
    default: 1,
    decimals: 0,
    minimum: 1,
    maximum: null,
  })
  expect(field('kind').takesEmptyText).toBe(false)
  expect(field('kind').choices.map(({ value }) => value)).toEqual(['a', 'b'])
  expect(field('kinds').choices.map(({ value }) => value)).toEqual(['a', 'b'])
  expect(field('email').isEmail).toBe(true)
  expect(field('rows').entry.map(({ name, isRequired }) => [name, isRequired])).toEqual([
    ['code', true],
    ['litres', false],
  ])
})

test('a field without a label is called by its name', () => {
  expect(field('isOpen').label).toEqual({ id: 'Is open', en: 'Is open' })
})

test('the documents of the server say the same as the contract', () => {
  const schema = z.toJSONSchema(probe.input, { io: 'input' })
  const document = JSON.parse(
    JSON.stringify(schema).replace(/"(label|help|choices|unit|decimals)":/g, '"x-$1":'),
  )
  expect(factsOfSchema(document)).toEqual(factsOf(probe.input))
})

test('the facts are derived once', () => {
  expect(factsOf(probe.input)).toBe(factsOf(probe.input))
})

describe.each(Object.entries({ fuel, admin }))('%s', (_, contract) => {
  const operations = Object.values(contract).filter(isCommand)
  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s has a control for every field',
    (_, operation) => {
      expect(unknownOf(factsOf(operation.input))).toEqual([])
    },
  )
})

function unknownOf(facts: readonly FieldFacts[]): string[] {
  return facts.flatMap(({ name, control, entry }) => (control === 'unknown' ? [name] : unknownOf(entry)))
}

function isCommand(value: unknown): value is { kind: 'command'; id: string; input: z.ZodObject } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'command'
}
