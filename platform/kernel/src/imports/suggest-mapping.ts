import type { ImportColumn, ImportMapping } from '../../contract/imports.ts'
import type { ImportableField } from './importable-fields.ts'
import { detectDateFormat } from './read-date.ts'
import { detectDecimalComma, wordsOfUnit } from './read-number.ts'

/** Words that headers use for the same thing, Indonesian and English. A field whose name has one answers to all. */
const SYNONYMS = [
  ['date', 'tanggal', 'tgl', 'waktu', 'time', 'hari'],
  ['amount', 'quantity', 'qty', 'jumlah', 'kuantitas', 'banyaknya', 'volume'],
  ['litres', 'liters', 'litre', 'liter'],
  ['notes', 'note', 'keterangan', 'catatan', 'ket', 'remarks', 'description', 'deskripsi', 'uraian'],
  ['location', 'lokasi', 'site', 'tempat', 'situs', 'place'],
  ['name', 'nama'],
  ['code', 'kode', 'sku'],
  ['type', 'jenis', 'tipe', 'kind'],
  ['unit', 'satuan', 'uom'],
  ['price', 'harga'],
  ['cost', 'biaya'],
  ['item', 'barang'],
  ['product', 'produk'],
  ['customer', 'pelanggan'],
  ['supplier', 'vendor', 'pemasok'],
  ['number', 'nomor', 'no'],
  ['email', 'surel'],
  ['phone', 'telepon', 'telp', 'hp'],
  ['address', 'alamat'],
  ['city', 'kota'],
  ['zone', 'zona'],
  ['status', 'keadaan'],
  ['capacity', 'kapasitas'],
  ['threshold', 'ambang', 'batas'],
  ['measured', 'terukur', 'ukur'],
  ['owner', 'pemilik'],
  ['latitude', 'lintang', 'lat'],
  ['longitude', 'bujur', 'lon', 'lng', 'long'],
  ['tanks', 'tank', 'tangki'],
  ['reason', 'alasan'],
  ['user', 'pengguna'],
]

const GROUP_OF = new Map(
  SYNONYMS.flatMap((words) => words.map((word) => [word, words[0] as string] as const)),
)

/** Lower-case words without accents, signs and what stands in brackets: `Jumlah (Liter)` → `jumlah`. */
export function normaliseHeader(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[([{].*?[)\]}]/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function meaningOf(text: string): string {
  return normaliseHeader(text)
    .split(' ')
    .map((word) => GROUP_OF.get(word) ?? word)
    .join(' ')
}

/**
 * Which column each field probably comes from: the same name first, then the same words in the other language. A
 * column is suggested once, and one whose header comes twice not at all: a person must say which is meant.
 */
export function suggestMapping(
  fields: readonly ImportableField[],
  columns: readonly ImportColumn[],
  samplesOf: (column: number) => string[],
): ImportMapping {
  const free = columns.filter((column) => !column.repeated && normaliseHeader(column.header) !== '')
  const taken: ImportMapping['columns'] = {}
  for (const isSame of [sameName, sameMeaning, sameUnit]) {
    for (const field of fields) {
      if (field.name in taken) continue
      const found = free.filter((column) => isSame(field, column.header))
      const column = found.length === 1 ? found[0] : undefined
      if (!column) continue
      taken[field.name] = { column: column.index }
      free.splice(free.indexOf(column), 1)
    }
  }
  // What is still needed is a figure, and one column of figures is left.
  const needed = fields.filter(({ name, required }) => required && !(name in taken))
  const figures = free.filter(
    ({ samples }) => samples.length > 0 && samples.every((text) => FIGURE.test(text)),
  )
  const [field, column] = [needed[0], figures[0]]
  if (field?.type === 'number' && column && needed.length === 1 && figures.length === 1) {
    taken[field.name] = { column: column.index }
  }
  const samples = (wanted: (field: ImportableField) => boolean) =>
    fields.filter(wanted).flatMap((field) => {
      const source = taken[field.name]
      return source && 'column' in source ? samplesOf(source.column) : []
    })
  const dateFormat = detectDateFormat(samples((field) => field.type === 'date' || field.type === 'datetime'))
  const decimalComma = detectDecimalComma(samples((field) => field.type === 'number'))
  return {
    columns: taken,
    ...(dateFormat ? { dateFormat } : {}),
    ...(decimalComma === undefined ? {} : { decimalComma }),
  }
}

function sameName(field: ImportableField, header: string): boolean {
  return namesOf(field).some((name) => normaliseHeader(name) === normaliseHeader(header))
}

function sameMeaning(field: ImportableField, header: string): boolean {
  return namesOf(field).some((name) => meaningOf(name) === meaningOf(header))
}

/** A column called `Liter` is that of the amount in litres, where there is only one. */
function sameUnit({ unit, type }: ImportableField, header: string): boolean {
  return unit !== null && type === 'number' && wordsOfUnit(unit).includes(normaliseHeader(header))
}

const FIGURE = /^[−-]?\d[\d.,\s]*$/

function namesOf(field: ImportableField): string[] {
  const titles =
    field.title === null ? [] : typeof field.title === 'string' ? [field.title] : Object.values(field.title)
  return [field.name, ...titles, ...field.aliases]
}
