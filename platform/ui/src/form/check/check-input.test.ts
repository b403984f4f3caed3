import { decimal, line } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { factsOf } from '../facts/field-facts.ts'
import { startValues, type TypedValues } from '../values/typed-values.ts'
import { checkInput } from './check-input.ts'

const schema = z.object({
  id: z.uuid(),
  name: line(80).optional(),
  litres: decimal({ decimals: 2, min: 0.01, max: 1_000 }),
  rows: z.array(z.strictObject({ code: line(5) })).max(3),
})
const facts = factsOf(schema).filter(({ name }) => name !== 'id')
const fixed = { id: '01936f2a-7b1c-7000-8000-000000000011' }

function check(typed: TypedValues, given = {}, sent: Record<string, unknown> = fixed) {
  const start = startValues(facts, given)
  return checkInput(schema, facts, { ...start, ...typed }, start, sent)
}

test('what is right becomes the input, with what is fixed', () => {
  expect(check({ litres: 5, name: ' A ' })).toEqual({
    isRight: true,
    input: { ...fixed, litres: 5, name: 'A', rows: [] },
    faults: {},
  })
})

test('a fault inside a list is told at its place', () => {
  const { faults } = check({ litres: 5, rows: [{ code: 'A' }, { code: '' }] })
  expect(faults).toEqual({ 'rows.1.code': { text: 'form.fault.required' } })
})

test('what was filled and cannot be emptied is missed', () => {
  expect(check({ litres: 5, name: '' }, { name: 'A' }).faults).toEqual({
    name: { text: 'form.fault.required' },
  })
  expect(check({ litres: 5, name: '' }).isRight).toBe(true)
})

test('each field has one fault at most, and a fault of what is not shown is told too', () => {
  expect(check({ litres: -0.001 }, {}, {}).faults).toEqual({
    litres: { text: 'form.fault.too_small', params: { bound: 0.01, unit: '' } },
    id: { text: 'form.fault.required' },
  })
})
