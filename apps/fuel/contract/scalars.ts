import { decimal, type LocalText, prose } from '@lumbung/contract'
import { z } from 'zod'

/** The largest single amount: more than the largest tanker carries, and far inside 15 significant digits. */
const MOST_LITRES = 999_999_999.99

/** What is kept of litres, and what a column of them shows. */
export const LITRES_DECIMALS = 2

/** Litres moved, more than zero, at most two decimals, exact. */
export const Litres = decimal({ decimals: LITRES_DECIMALS, min: 0.01, max: MOST_LITRES, unit: 'L' })
/** Litres measured or held: zero is a value. */
export const LitresOrZero = decimal({ decimals: LITRES_DECIMALS, min: 0, max: MOST_LITRES, unit: 'L' })
/** Litres in an answer: a balance, a sum, a difference with its sign. */
export function answeredLitres(label: LocalText) {
  return z.number().meta({ label, unit: 'L', decimals: LITRES_DECIMALS })
}

/** The short name people write on forms: `GENSET`, `TUG_ASSIST`. */
export const SiteCode = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Z0-9][A-Z0-9_-]*$/)
  .meta({
    title: 'Code',
    typedAs: 'code',
    examples: ['GENSET', 'TUG_ASSIST'],
    wants: {
      id: 'Huruf besar, angka, tanda hubung, dan garis bawah saja, misalnya TUG_ASSIST; mulai dengan huruf atau angka.',
      en: 'Only capital letters, digits, hyphens and underscores, such as TUG_ASSIST; begin with a letter or digit.',
    },
  })
export const ProductCode = SiteCode

export const Notes = prose(500)

const refShape = {
  id: z.uuid(),
  code: SiteCode.meta({ label: { id: 'Kode', en: 'Code' } }),
  name: z
    .string()
    .max(80)
    .meta({ label: { id: 'Nama', en: 'Name' } }),
}
export const SiteRef = z.object(refShape).meta({ label: { id: 'Lokasi', en: 'Location' } })
export const ProductRef = z.object(refShape).meta({ label: { id: 'Jenis BBM', en: 'Fuel product' } })

/** In whose clocks the instants of a site are read. */
export const SiteZone = z
  .string()
  .max(64)
  .meta({ label: { id: 'Zona waktu', en: 'Time zone' }, untold: true })

/** Who recorded something; the id is null where no person did. */
export const RecorderRef = z
  .object({
    id: z.uuid().nullable(),
    name: z
      .string()
      .max(120)
      .meta({ label: { id: 'Nama', en: 'Name' } }),
  })
  .meta({ label: { id: 'Pencatat', en: 'Recorded by' } })

export type SiteRef = z.infer<typeof SiteRef>
export type ProductRef = z.infer<typeof ProductRef>
