import { z } from 'zod'

/** Encodings in which spreadsheet programs save text. */
export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])

/** Signs that stand between the cells of a text file. */
export const ImportDelimiter = z
  .string()
  .max(1)
  .regex(/^[,;\t|:]$/)
  .meta({
    wants: {
      id: 'Tulis satu tanda: koma, titik koma, tab, garis tegak, atau titik dua.',
      en: 'Write one sign: a comma, semicolon, tab, vertical bar or colon.',
    },
  })

/** How the file is to be read, where the person says otherwise than what was recognised. What is left out is recognised. */
export const readingShape = {
  /** The name of a sheet of the workbook. */
  sheet: z
    .string()
    .min(1)
    .max(255)
    .meta({ label: { id: 'Lembar', en: 'Sheet' } })
    .optional(),
  /** Row of the header as a person counts it. */
  headerRow: z
    .int()
    .min(1)
    .max(1_048_576)
    .meta({ label: { id: 'Baris judul kolom', en: 'Header row' } })
    .optional(),
  encoding: ImportEncoding.meta({ label: { id: 'Penyandian huruf', en: 'Encoding' } }).optional(),
  delimiter: ImportDelimiter.meta({ label: { id: 'Pemisah kolom', en: 'Delimiter' } }).optional(),
}
export const ImportReadingChoice = z.strictObject(readingShape)
export type ImportReadingChoice = z.infer<typeof ImportReadingChoice>

/** How the file was read: what is null has no meaning for its format. */
export const ImportReading = z.object({
  format: z.enum(['csv', 'xlsx']),
  encoding: ImportEncoding.nullable(),
  delimiter: ImportDelimiter.nullable(),
  sheet: z.string().max(255).nullable(),
  sheets: z.array(z.object({ name: z.string().max(255), hidden: z.boolean() })).max(1000),
  headerRow: z.int(),
  /** What stands at the top of the file, to see the header row among it. */
  firstRows: z.array(z.object({ number: z.int(), cells: z.array(z.string().max(200)).max(200) })).max(20),
})
export type ImportReading = z.infer<typeof ImportReading>

/** Where a field's value comes from: a column of the file, or the same value in every row. */
const FieldSource = z.union([
  z.strictObject({ column: z.int().min(0).max(16_383) }),
  z.strictObject({ value: z.union([z.string().max(10_000), z.number().min(-1e15).max(1e15), z.boolean()]) }),
])

/** `file`: as the rows stand; `date`: the earliest first, by the field that the command's contract orders rows by. */
export const ImportOrder = z.enum(['file', 'date'])

/**
 * `dateFormat`: how dates like 03/04/2026 are meant; ISO dates are always understood. `decimalComma`: whether
 * numbers are written `1.234,5` or `1,234.5`. Where they are left out, what can be read in two ways is a row error
 * that names both. A date without a time is the start of that day in the zone of the record that the row names, else
 * in the tenant's.
 *
 * `values`: field → text in the file → what it means, a value of the field as the API takes it; null leaves the rows
 * with that text out. `order`: by date where it is left out and the rows of the file are not in the order of their
 * dates. `leaveOutTotals`: lines that sum up others are no rows unless this is false.
 */
export const mappingShape = {
  columns: z.record(z.string().min(1).max(120), FieldSource),
  dateFormat: z.enum(['iso', 'd/m/y', 'm/d/y']).optional(),
  decimalComma: z.boolean().optional(),
  values: z
    .record(z.string().min(1).max(120), z.record(z.string().min(1).max(500), z.string().max(500).nullable()))
    .optional(),
  order: ImportOrder.optional(),
  leaveOutTotals: z.boolean().optional(),
}
export const ImportMapping = z.strictObject(mappingShape)
export type ImportMapping = z.infer<typeof ImportMapping>
