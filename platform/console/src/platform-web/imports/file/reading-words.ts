import type { ImportReading } from '@lumbung/kernel/contract'

export type Encoding = NonNullable<ImportReading['encoding']>

/** What spreadsheet programs call it when they ask in which letters to save. */
export const ENCODING_NAMES: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
}

/** Signs between cells, with the key of their word. */
export const DELIMITERS = {
  ',': 'imports.delimiter.comma',
  ';': 'imports.delimiter.semicolon',
  '\t': 'imports.delimiter.tab',
  '|': 'imports.delimiter.bar',
  ':': 'imports.delimiter.colon',
} as const
export type Delimiter = keyof typeof DELIMITERS

export function isDelimiter(sign: string | null): sign is Delimiter {
  return sign !== null && sign in DELIMITERS
}

export function isEncoding(name: string | null): name is Encoding {
  return name !== null && name in ENCODING_NAMES
}
