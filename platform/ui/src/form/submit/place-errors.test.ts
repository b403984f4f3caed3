import { line } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { factsOf } from '../facts/field-facts.ts'
import { formFields } from '../fields/form-field.ts'
import { labelAt, placeErrors } from './place-errors.ts'

const facts = factsOf(
  z.object({
    name: line(80).meta({ label: { id: 'Nama', en: 'Name' } }),
    tags: z.array(line(5)),
    rows: z
      .array(
        z.strictObject({
          code: line(5).meta({ label: { id: 'Kode', en: 'Code' } }),
          hidden: line(5).optional(),
        }),
      )
      .meta({ label: { id: 'Baris', en: 'Row' } }),
    secret: line(5).optional(),
  }),
)
const fields = formFields(facts, ['name', 'tags', { name: 'rows', entry: ['code'] }], {}, ({ id }) => id)

test('each message stands at the control that shows its value', () => {
  const errors = {
    name: ['Wajib diisi.'],
    'tags.3': ['Terlalu panjang.'],
    'rows.1.code': ['Salah.', 'Dan kembar.'],
    'rows.0.hidden': ['Tidak terlihat.'],
  }
  expect(placeErrors(errors, fields, () => null)).toEqual({
    placed: {
      name: 'Wajib diisi.',
      tags: 'Terlalu panjang.',
      'rows.1.code': 'Salah. Dan kembar.',
      rows: 'Tidak terlihat.',
    },
    strays: [],
  })
})

test('what has no control is told all the same, by its name where it has one', () => {
  const errors = { _: ['Rusak.'], secret: ['Salah.'] }
  expect(placeErrors(errors, fields, (path) => (path === '_' ? null : path)).strays).toEqual([
    { name: null, sentence: 'Rusak.' },
    { name: 'secret', sentence: 'Salah.' },
  ])
})

test('a field in a list is named with its place', () => {
  expect(labelAt('rows.1.code', fields)).toBe('Baris 2: Kode')
  expect(labelAt('name', fields)).toBe('Nama')
})
