import { z } from 'zod'
import { choice } from './field.ts'

/** UUIDv7 made by the application; any RFC 9562 UUID is accepted as input. */
export const Id = z.uuid().meta({ title: 'Id' })

/** A calendar day in a site's or tenant's zone, `YYYY-MM-DD`. */
export const Day = z.iso.date().meta({ title: 'Day' })

/** An instant with an offset, RFC 3339: `2026-11-20T14:05:00+08:00`. */
export const Instant = z.iso.datetime({ offset: true }).max(40).meta({ title: 'Instant' })

/** A document's version for `If-Match`; grows by one with each change. */
export const Version = z.int().min(1).max(2_147_483_647)

/** One line of text a person typed: trimmed by the form, never empty. Half a surrogate pair is no text: no database keeps it. */
export function line(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
    .meta({
      wants: {
        id: 'Tulis dalam satu baris, tanpa tab atau karakter tersembunyi.',
        en: 'Write it on one line, without tabs or hidden characters.',
      },
    })
}

/** Free text of several lines; control characters other than tab and newline, and half surrogate pairs, are refused. */
export function prose(max: number) {
  return z
    .string()
    .max(max)
    .regex(/^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u)
    .meta({
      wants: {
        id: 'Ada karakter tersembunyi yang tidak dapat disimpan. Hapus, lalu ketik ulang.',
        en: 'There is a hidden character that cannot be stored. Delete it and type it again.',
      },
    })
}

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
