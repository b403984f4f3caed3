import { line, prose } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type FieldFacts, factsOf } from '../facts/field-facts.ts'
import { inputOf, mustBeFilled, startValues, type TypedValues } from './typed-values.ts'

const facts = factsOf(
  z.object({
    name: line(80),
    code: line(10).optional(),
    note: prose(500).nullable().optional(),
    remark: prose(500).optional(),
    litres: z.number().optional(),
    share: z.number().default(0.5),
    isOpen: z.boolean(),
    isPosted: z.boolean().optional(),
    tags: z.array(z.string().max(10)).min(1),
    password: z.string().min(12).max(200).optional(),
    rows: z.array(z.strictObject({ code: line(10), litres: z.number().optional() })).default([]),
  }),
)
const nothing = startValues(facts)
const field = (name: string) => facts.find((one) => one.name === name) as FieldFacts
const sent = (typed: TypedValues, start = nothing) => inputOf(facts, { ...start, ...typed }, start)

test('what nobody touched is left out, except what the contract wants in any case', () => {
  expect(sent({})).toEqual({ share: 0.5, isOpen: false, tags: [], rows: [] })
})

test('spaces around a line and lines below a text are dropped, a password stays as it is', () => {
  expect(sent({ name: '  Genset ', remark: ' a\n\n', password: ' twelve chars ' })).toMatchObject({
    name: 'Genset',
    remark: ' a',
    password: ' twelve chars ',
  })
  expect(sent({ name: '   ' })).not.toHaveProperty('name')
})

test('a field that was emptied says so where the contract has a way to say it', () => {
  const start = startValues(facts, { name: 'A', code: 'B', note: 'x', remark: 'y', litres: 3 })
  const input = sent({ name: '', code: '', note: '', remark: '', litres: null }, start)
  expect(input).toMatchObject({ note: null, remark: '' })
  expect(input).not.toHaveProperty('code')
  expect(input).not.toHaveProperty('litres')
})

test('a field that was filled and cannot be emptied has to stay filled', () => {
  const start = startValues(facts, { code: 'B', note: 'x', remark: 'y' })
  const must = (name: string, from: TypedValues) => mustBeFilled(field(name), from)
  expect(must('code', nothing)).toBe(false)
  expect(must('code', start)).toBe(true)
  expect(must('note', start)).toBe(false)
  expect(must('remark', start)).toBe(false)
  expect(must('name', nothing)).toBe(true)
  expect(must('share', nothing)).toBe(true)
  expect(must('tags', nothing)).toBe(true)
  expect(must('isOpen', nothing)).toBe(false)
  expect(must('rows', nothing)).toBe(false)
})

test('a switch says false only where it was moved, unless the contract wants to know', () => {
  expect(sent({ isPosted: false })).toMatchObject({ isPosted: false })
  expect(sent({ isPosted: null })).not.toHaveProperty('isPosted')
})

test('entries are cleaned like fields, and what stands in them begins filled', () => {
  const start = startValues(facts, { rows: [{ code: 'A' }] })
  expect(start.rows).toEqual([{ code: 'A', litres: null }])
  expect(sent({ rows: [{ code: ' A ', litres: null }] }, start).rows).toEqual([{ code: 'A' }])
})

test('what could not be read goes on as it is, for the check to refuse', () => {
  const litres = { unreadable: '1,2,3', why: 'not_a_number' }
  expect(sent({ litres })).toMatchObject({ litres })
})
