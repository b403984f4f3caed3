import { line } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { factsOf } from '../facts/field-facts.ts'
import { startValues } from '../values/typed-values.ts'
import { restoredValues, withoutSecrets } from './restore-draft.ts'

const facts = factsOf(
  z.object({
    name: line(80),
    litres: z.number().optional(),
    isOpen: z.boolean().optional(),
    tags: z.array(line(10)),
    rows: z.array(z.strictObject({ code: line(10) })),
    password: z.string().min(12).max(200),
  }),
)
const fresh = startValues(facts)

test('a password never lies on a device', () => {
  expect(withoutSecrets(facts, { name: 'A', password: 'rahasia sekali' })).toEqual({ name: 'A' })
})

test('what was typed stands in the fields again, what could not be read included', () => {
  const litres = { unreadable: '1,2,3', why: 'not_a_number' }
  const typed = { name: 'A', litres, isOpen: true, tags: ['x'], rows: [{ code: 'B' }] }
  expect(restoredValues(facts, { start: fresh, typed }, fresh).typed).toEqual({ ...typed, password: '' })
})

test('a value that its field can no longer show is left out', () => {
  const typed = { name: 5, litres: '5', isOpen: 'yes', tags: 'x', rows: [{ kode: 'B' }], gone: 'x' }
  expect(restoredValues(facts, { start: fresh, typed }, fresh).typed).toEqual(fresh)
  const lists = { ...fresh, tags: [1], rows: [null] }
  expect(restoredValues(facts, { start: fresh, typed: lists }, fresh).typed).toEqual(fresh)
})
