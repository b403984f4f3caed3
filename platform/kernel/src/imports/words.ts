/**
 * Signs that no program shows: zero width, direction marks, joiners, soft hyphen, byte order mark. They come with texts
 * that were copied from web pages and messages.
 */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g
const ENDS =
  /^[\s\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+|[\s\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]+$/g
const PLAIN = /^[\x21-\x7E](?:[\x20-\x7E]*[\x21-\x7E])?$/

/** The text without blanks and invisible signs at its ends, composed (NFC). */
export function trimmed(text: string): string {
  return PLAIN.test(text) ? text : text.replace(ENDS, '').normalize('NFC')
}

/** What two texts have in common that people take for the same: no case, accents, invisible signs or double blanks. */
export function wordKey(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/** {@link wordKey} without all signs: `TUG_ASSIST` and `Tug Assist` are one. */
export function looseKey(text: string): string {
  return wordKey(text).replace(/[^\p{L}\p{N}]+/gu, '')
}

/** As it may be told in a sentence and kept in the database: short, without NUL and half characters. */
export function quotable(text: string, most = 60): string {
  return storable(text.slice(0, most))
}

/** Text that the database takes: damaged files hold NUL and half characters, which are replaced by the sign for that. */
export function storable(text: string): string {
  return isStorable(text) ? text : text.toWellFormed().replaceAll('\0', '\uFFFD')
}

export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
