/** ECMA-376 part 1, 22.9.2.19 (ST_Xstring): `_xHHHH_` stands for a character that XML cannot hold. */
const ESCAPED = /_x([0-9a-fA-F]{4})_/g
const LOOKS_ESCAPED = /_(?=x[0-9a-fA-F]{4}_)/g

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters that XML 1.0 forbids
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** V8 copies shorter slices; a longer one keeps the whole text it was cut from in memory. */
const SLICE_LENGTH = 13

export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** A copy that shares no memory with the piece of file that it was cut from. */
export function detach(text: string): string {
  return text.length < SLICE_LENGTH ? text : Buffer.from(text).toString()
}

/** Drops the characters that neither XML nor a CSV reader accepts; half a surrogate pair becomes U+FFFD. */
export function dropIllegalCharacters(text: string): string {
  return text.toWellFormed().replace(ILLEGAL, '')
}

/**
 * Text or attribute content of an XML part, such that {@link decodeEscapes} of what is parsed gives `legal` back.
 * @param legal text after {@link dropIllegalCharacters}
 */
export function encodeXml(legal: string): string {
  if (!/[&<>"_\r]/.test(legal)) return legal
  return legal
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replaceAll('\r', '_x000D_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
