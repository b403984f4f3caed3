import { decimal, prose } from '@lumbung/contract'
import { z } from 'zod'

/** The largest single amount: more than the largest tanker carries, and far inside 15 significant digits. */
const MOST_LITRES = 999_999_999.99
/** The largest sum that numeric(15,2) and a JSON number carry exactly. */
const MOST_TOTAL_LITRES = 9_999_999_999_999.99

/** Litres moved, more than zero, at most two decimals, exact. */
export const Litres = decimal({ decimals: 2, min: 0.01, max: MOST_LITRES, unit: 'L' })
/** Litres measured or held: zero is a value. */
export const LitresOrZero = decimal({ decimals: 2, min: 0, max: MOST_LITRES, unit: 'L' })
/** A balance or a sum in an answer. */
export const TotalLitres = decimal({ decimals: 2, max: MOST_TOTAL_LITRES, unit: 'L' })

/** The short name people write on forms: `GENSET`, `TUG_ASSIST`. */
export const SiteCode = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Z0-9][A-Z0-9_-]*$/)
  .meta({ title: 'Code', examples: ['GENSET', 'TUG_ASSIST'] })
export const ProductCode = SiteCode

export const Notes = prose(500)

export const SiteRef = z.object({ id: z.uuid(), code: SiteCode, name: z.string().max(80) })
export const ProductRef = z.object({ id: z.uuid(), code: ProductCode, name: z.string().max(80) })
export type SiteRef = z.infer<typeof SiteRef>
export type ProductRef = z.infer<typeof ProductRef>
