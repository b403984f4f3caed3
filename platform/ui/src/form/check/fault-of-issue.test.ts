import { decimal, formatOf, line, prose } from '@lumbung/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { type FieldFacts, factsOf } from '../facts/field-facts.ts'
import { formTexts } from '../form-texts.ts'
import { faultOfIssue } from './fault-of-issue.ts'
import { sayFault } from './say-fault.ts'

const Litres = decimal({ decimals: 2, min: 0.01, max: 1_250.5, unit: 'L' })
const Code = z
  .string()
  .regex(/^[A-Z]+$/)
  .meta({ examples: ['GENSET'], wants: { id: 'Huruf besar saja.', en: 'Only capital letters.' } })
const unreadable = (text: string, why: string) => ({ unreadable: text, why })

const shapes: [schema: z.ZodType, typed: unknown, said: string][] = [
  [line(80), undefined, 'Wajib diisi.'],
  [line(80), '', 'Wajib diisi.'],
  [z.enum(['a', 'b']), undefined, 'Pilih salah satu.'],
  [z.uuid(), undefined, 'Wajib diisi.'],
  [Litres, unreadable('12a', 'not_a_number'), 'Tulis angka saja, misalnya 1.234,5.'],
  [Litres, unreadable('1,250', 'ambiguous'), 'Maksudnya 1.250 atau 1,25? Tulis tanpa titik ribuan.'],
  [Litres, unreadable('9'.repeat(16), 'too_many_digits'), 'Terlalu banyak angka: paling banyak 15.'],
  [z.iso.datetime(), unreadable('10/11/2026', 'no_clock'), 'Tambahkan jamnya, misalnya 08.00.'],
  [z.iso.date(), unreadable('31/02/2026', 'no_such_day'), 'Tanggal 31/02/2026 tidak ada di kalender.'],
  [z.number(), 'x', 'Tulis angka saja, misalnya 1.234,5.'],
  [z.boolean(), 'x', 'Isian tidak benar.'],
  [Litres, 0, 'Paling kecil 0,01 L.'],
  [Litres, 1_251, 'Paling besar 1.250,5 L.'],
  [z.number().gt(3), 3, 'Harus lebih dari 3.'],
  [z.number().lt(3), 3, 'Harus kurang dari 3.'],
  [Litres, 1.005, 'Paling banyak 2 angka di belakang koma.'],
  [z.number().multipleOf(0.1), 1.05, 'Paling banyak 1 angka di belakang koma.'],
  [z.int(), 1.5, 'Harus bilangan bulat, tanpa koma.'],
  [z.int(), 1e20, 'Terlalu banyak angka: paling banyak 15.'],
  [z.int(), -1e20, 'Terlalu banyak angka: paling banyak 15.'],
  [z.string().min(12), 'kurang', 'Paling sedikit 12 karakter.'],
  [line(1_000), 'x'.repeat(1_001), 'Paling banyak 1.000 karakter.'],
  [z.array(line(3)).min(2), ['a'], 'Isi paling sedikit 2.'],
  [z.array(line(3)).max(1), ['a', 'b'], 'Isi paling banyak 1.'],
  [z.enum(['a', 'b']), 'c', 'Pilih salah satu dari daftar.'],
  [z.email(), 'siti@', 'Tulis alamat e-mail yang lengkap, misalnya nama@contoh.id.'],
  [z.iso.date(), '2026-02-30', 'Lengkapi tanggal, bulan, dan tahunnya.'],
  [z.iso.datetime({ offset: true }), '2026-11-20', 'Lengkapi tanggal dan jamnya.'],
  [z.uuid(), 'abc', 'Ini bukan nomor pengenal yang sah.'],
  [
    line(80),
    'a\u0007b',
    'Tulis dalam satu baris dengan huruf, angka, atau tanda yang terlihat, tanpa tab atau karakter tersembunyi.',
  ],
  [Code, 'genset', 'Huruf besar saja.'],
  [Code.optional(), 'genset', 'Huruf besar saja.'],
  [Code.meta({ label: { id: 'Kode', en: 'Code' } }), 'genset', 'Huruf besar saja.'],
  [z.string().regex(/^[A-Z]+$/), 'genset', 'Ada karakter yang tidak dapat dipakai di sini.'],
  [
    z
      .string()
      .regex(/^[A-Z]+$/)
      .meta({ examples: ['GENSET'] }),
    'genset',
    'Bentuknya tidak sesuai. Contoh: GENSET.',
  ],
  [prose(80), 'a\u0007b', 'Ada karakter tersembunyi yang tidak dapat disimpan. Hapus, lalu ketik ulang.'],
  [z.strictObject({}), { lain: 1 }, 'Tidak dikenal: lain.'],
  [z.union([z.number(), z.boolean()]), 'x', 'Isian tidak benar.'],
  [z.record(z.string().max(1), z.number()), { ab: 1 }, 'Isian tidak benar.'],
  [z.map(z.object({}), z.number()), new Map([[{}, 'b']]), 'Isian tidak benar.'],
  [z.string().refine(() => false), 'x', 'Isian tidak benar.'],
]

const found = shapes.map(([schema, typed, said]) => {
  const result = z.object({ field: schema }).safeParse({ field: typed }, { reportInput: true })
  return { issue: result.error?.issues[0] as z.core.$ZodIssue, facts: factsOfJson(schema), said }
})

test.each(found)('$issue.code: $said', ({ issue, facts, said }) => {
  const fault = faultOfIssue(issue, facts)
  expect(sayFault(fault, translate('id'), formatOf('id', 'Asia/Makassar'), 'id')).toBe(said)
  expect(sayFault(fault, translate('en'), formatOf('en', 'Asia/Makassar'), 'en')).toMatch(/^[A-Z].*[.]$/)
})

test('every kind of issue that Zod knows is among these', () => {
  const all: Record<z.core.$ZodIssue['code'], true> = {
    invalid_type: true,
    too_big: true,
    too_small: true,
    invalid_format: true,
    not_multiple_of: true,
    unrecognized_keys: true,
    invalid_union: true,
    invalid_key: true,
    invalid_element: true,
    invalid_value: true,
    custom: true,
  }
  expect(new Set(found.map(({ issue }) => issue.code))).toEqual(new Set(Object.keys(all)))
})

/** No contract has a map, as JSON has none. */
function factsOfJson(schema: z.ZodType): FieldFacts | undefined {
  return schema instanceof z.ZodMap ? undefined : factsOf(z.object({ field: schema }))[0]
}

function translate(locale: 'id' | 'en') {
  return (key: keyof typeof formTexts.id, params: Record<string, unknown>) =>
    formTexts[locale][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      expect(params, `${key} of ${locale}`).toHaveProperty(name)
      return String(params[name])
    })
}
