import { decimal, line, prose } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { faultOfIssue } from '../check/fault-of-issue.ts'
import type { FieldSchema } from '../facts/field-schema.ts'
import { issuesOfSchema } from './issues-of-schema.ts'
import { readableSchema } from './readable-schema.ts'

const contract = z.strictObject({
  name: line(5),
  password: z.string().min(12).max(200).optional(),
  note: prose(3).nullable().optional(),
  litres: decimal({ decimals: 2, min: 0.01, max: 10, unit: 'L' })
    .meta({ label: { id: 'Jumlah', en: 'Amount' } })
    .optional(),
  more: line(5)
    .meta({ label: { id: 'Jumlah', en: 'Amount' } })
    .optional(),
  above: z.number().gt(3).optional(),
  tanks: z.int().optional(),
  kind: z.enum(['a', 'b']).nullable().optional(),
  email: z.email().optional(),
  id: z.uuid().optional(),
  day: z.iso.date().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  isOpen: z.boolean().optional(),
  rows: z
    .array(z.strictObject({ code: line(3) }))
    .max(2)
    .optional(),
  ref: z
    .object({ code: line(3) })
    .meta({ id: 'IssuesOfSchemaRef' })
    .optional(),
  value: z.union([z.string().max(2), z.number()]).optional(),
})
const schema = readableSchema(z.toJSONSchema(contract, { io: 'input' }) as FieldSchema, 'id')

/** Path → the key of the sentence. */
function told(issues: z.core.$ZodIssue[]): Record<string, string> {
  return Object.fromEntries(
    issues.map((issue) => [issue.path.join('.'), faultOfIssue(issue, undefined).text]),
  )
}

const wrong: Record<string, unknown>[] = [
  {},
  { name: '' },
  { name: 'panjang' },
  { name: 'a\u0007b' },
  { name: 5 },
  { name: 'a', password: 'pendek' },
  { name: 'a', note: 'panjang' },
  { name: 'a', litres: 0 },
  { name: 'a', litres: 11 },
  { name: 'a', litres: 1.005 },
  { name: 'a', litres: { unreadable: '1a', why: 'not_a_number' } },
  { name: 'a', litres: { unreadable: '1,250', why: 'ambiguous' } },
  { name: 'a', above: 3 },
  { name: 'a', tanks: 1.5 },
  { name: 'a', kind: 'c' },
  { name: 'a', email: 'siti@' },
  { name: 'a', id: 'abc' },
  { name: 'a', day: '2026-02-30' },
  { name: 'a', at: '2026-11-20' },
  { name: 'a', isOpen: 'x' },
  { name: 'a', rows: [{ code: 'A' }, { code: '' }] },
  { name: 'a', rows: [{ code: 'A' }, {}] },
  { name: 'a', rows: [{ code: 'A' }, { code: 'B' }, { code: 'C' }] },
  { name: 'a', ref: { code: 'panjang' } },
  { name: 'a', ref: {} },
]

test.each(wrong.map((value) => [JSON.stringify(value), value]))(
  '%s: the same as the contract says',
  (_, value) => {
    const byContract = contract.safeParse(value, { reportInput: true })
    const said = told(issuesOfSchema(schema, value))
    expect(said).toEqual(told(byContract.error?.issues ?? []))
    expect(said).not.toEqual({})
  },
)

test.each([
  { name: 'a' },
  { name: 'a', note: null, kind: null },
  { name: 'a', note: undefined, litres: 0.29, above: 3.1, tanks: 4, kind: 'b', email: 'a@b.id' },
  { name: 'a', rows: [{ code: 'A' }], ref: { code: 'B' }, value: 5, day: '2026-02-28' },
])('%j is right', (value) => {
  expect(issuesOfSchema(schema, value)).toEqual([])
  expect(contract.safeParse(value).success).toBe(true)
})

test('each missing field is told once', () => {
  const two = readableSchema(z.toJSONSchema(z.object({ a: line(5), b: line(5) })) as FieldSchema, 'id')
  expect(issuesOfSchema(two, {}).map(({ path }) => path)).toEqual([['a'], ['b']])
})

test('where none of several forms fits, that is all that is said', () => {
  expect(told(issuesOfSchema(schema, { name: 'a', value: 'panjang' }))).toEqual({
    value: 'form.fault.invalid',
  })
})

test('an unknown name is told, and the schema stays as it was', () => {
  const before = structuredClone(schema)
  const [issue] = issuesOfSchema(schema, { name: 'a', other: 1 })
  expect(issue).toMatchObject({ code: 'unrecognized_keys', keys: ['other'], path: [] })
  expect(schema).toEqual(before)
})
