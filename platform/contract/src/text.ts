import { z } from 'zod'

/**
 * Text as it is kept: composed (NFC), so that an `é` is the same letter whichever keyboard wrote it, in a name, in a
 * search and where names must differ. Everything that comes in goes through this once, in the gate of the operations.
 */
export function composed(text: string): string {
  return text.normalize('NFC')
}

/** No database keeps these: NUL, and half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** Come along with what is copied from pages and documents, show nothing and mean nothing anywhere in a line. */
const STRAY_MARKS = /[\u00AD\u200B\u2060\uFEFF]+/g
/** White space, and joiners that have nothing to join. Marks of direction belong to the letters beside them and stay. */
const EDGES = /^[\s\u200C\u200D]+|[\s\u200C\u200D]+$/g
/** A sign that can be seen: not the fillers and blanks that count as letters or symbols. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u
/** Control characters, half surrogate pairs, and what makes the text after it read in another direction. */
const ONE_LINE = /^[^\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u
const SEVERAL_LINES = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u

function tidied(text: string): string {
  return composed(text).replace(STRAY_MARKS, '').replace(EDGES, '')
}

/**
 * One line of text that a person typed, with something to see in it: a name, a word to search, a reason. It is composed
 * and trimmed, so that two names that look the same are the same.
 */
export function line(max: number) {
  return z
    .string()
    .overwrite(tidied)
    .min(1, { abort: true })
    .max(max)
    .regex(ONE_LINE)
    .regex(VISIBLE)
    .meta({
      wants: {
        id: 'Tulis dalam satu baris dengan huruf, angka, atau tanda yang terlihat, tanpa tab atau karakter tersembunyi.',
        en: 'Write it on one line in letters, digits or signs that can be seen, without tabs or hidden characters.',
      },
    })
}

/** Free text of several lines; control characters other than tab and newline, and half surrogate pairs, are refused. */
export function prose(max: number) {
  return z
    .string()
    .overwrite(composed)
    .max(max)
    .regex(SEVERAL_LINES)
    .meta({
      wants: {
        id: 'Ada karakter tersembunyi yang tidak dapat disimpan. Hapus, lalu ketik ulang.',
        en: 'There is a hidden character that cannot be stored. Delete it and type it again.',
      },
    })
}

/** A value as a URL carries it, in one line and perhaps empty: a filter that a screen remembers. */
export function urlValue(max: number) {
  return z
    .string()
    .overwrite(composed)
    .max(max)
    .regex(ONE_LINE)
    .meta({
      wants: {
        id: 'Tulis dalam satu baris, tanpa tab atau karakter tersembunyi.',
        en: 'Write it on one line, without tabs or hidden characters.',
      },
    })
}
