import { z } from 'zod'
import { choice } from './field.ts'

/** UUIDv7 made by the application; any RFC 9562 UUID is accepted as input. */
export const Id = z.uuid().meta({ title: 'Id' })

/**
 * What the books reach: PostgreSQL, `Date` and every calendar of a business agree on these days, and arithmetic around
 * them (a zone, a day after, a century back) stays inside all three.
 */
export const EARLIEST_DAY = '1900-01-01'
export const LATEST_DAY = '2200-12-31'
const REACH = { earliest: EARLIEST_DAY, latest: LATEST_DAY }
const OUT_OF_REACH = { params: { code: 'field.out_of_calendar', ...REACH } }
const EARLIEST = Date.parse(`${EARLIEST_DAY}T00:00:00Z`)
const LATEST = Date.parse(`${LATEST_DAY}T23:59:59.999Z`)
/** No clock on Earth is further from UTC than 14 hours. */
const FURTHEST_OFFSET = /(?:Z|[+-](?:0\d:[0-5]\d|1[0-3]:[0-5]\d|14:00))$/

/** True when the books reach this moment; false for what is no moment. */
export function isWithinReach(milliseconds: number): boolean {
  return milliseconds >= EARLIEST && milliseconds <= LATEST
}

/** A calendar day in a site's or tenant's zone, `YYYY-MM-DD`. */
export const Day = z.iso
  .date()
  .refine((day) => day >= EARLIEST_DAY && day <= LATEST_DAY, OUT_OF_REACH)
  .meta({ title: 'Day', ...REACH })

/** An instant with an offset, RFC 3339: `2026-11-20T14:05:00+08:00`. Its bounds hold for the instant, whatever its offset. */
export const Instant = z.iso
  .datetime({ offset: true })
  .max(40)
  .refine((instant) => FURTHEST_OFFSET.test(instant), { params: { code: 'field.instant' }, abort: true })
  .refine((instant) => isWithinReach(Date.parse(instant)), OUT_OF_REACH)
  .meta({ title: 'Instant', ...REACH })

/** A document's version for `If-Match`; grows by one with each change. */
export const Version = z.int().min(1).max(2_147_483_647)

/** An IANA time-zone name; the business day of a site or tenant is computed in it. */
export const Zone = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/)
  .meta({
    wants: {
      id: 'Tulis nama zona waktu, misalnya Asia/Makassar.',
      en: 'Write the name of a time zone, such as Asia/Makassar.',
    },
  })

/** Query strings carry booleans as `true` / `false`; the gate turns them into booleans before parsing. */
export const Flag = z.boolean()

/** Indonesian first, English second. */
export interface LocalText {
  id: string
  en: string
}

export const Locale = choice({
  id: { id: 'Bahasa Indonesia', en: 'Indonesian' },
  en: { id: 'Bahasa Inggris', en: 'English' },
})
export type Locale = z.infer<typeof Locale>
