import { line, prose } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { factsOfSchema } from '../facts/field-facts.ts'
import type { FieldSchema } from '../facts/field-schema.ts'
import { readableSchema } from './readable-schema.ts'

const schema = z.toJSONSchema(
  z.object({
    name: line(80).meta({
      label: { id: 'Nama', en: 'Name' },
      help: { id: 'Nama lokasi.', en: 'Of the site.' },
    }),
    note: prose(500)
      .meta({ label: { id: 'Keterangan', en: 'Notes' } })
      .nullable()
      .optional(),
    kind: z.enum(['a', 'b']).nullable(),
    value: z.union([z.string().max(5), z.number(), z.null()]),
    rows: z.array(
      z.object({
        code: line(5)
          .meta({ label: { id: 'Kode', en: 'Code' } })
          .nullable(),
      }),
    ),
  }),
  { io: 'input' },
) as FieldSchema

test('fields are called by the labels of the language', () => {
  const indonesian = readableSchema(schema, 'id').properties
  expect(indonesian?.name).toMatchObject({ title: 'Nama', description: 'Nama lokasi.' })
  expect(indonesian?.note).toMatchObject({ title: 'Keterangan' })
  expect(indonesian?.rows?.items?.properties?.code).toMatchObject({ title: 'Kode' })
  expect(readableSchema(schema, 'en').properties?.name).toMatchObject({ title: 'Name' })
})

test('what may be null is one field, not a choice between two forms', () => {
  const { note, kind, value } = readableSchema(schema, 'id').properties ?? {}
  expect(note).toMatchObject({ type: ['string', 'null'], maxLength: 500 })
  expect(kind).toMatchObject({ type: ['string', 'null'], enum: ['a', 'b', null] })
  expect(value?.anyOf).toHaveLength(3)
})

test('the facts of the fields stay the same', () => {
  const plain = factsOfSchema(schema)
  const readable = factsOfSchema(readableSchema(schema, 'id'))
  expect(
    readable.map(({ name, control, isNullable, choices }) => ({ name, control, isNullable, choices })),
  ).toEqual(plain.map(({ name, control, isNullable, choices }) => ({ name, control, isNullable, choices })))
})
