/** Encodings of text files that spreadsheet programs write. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** How the file is to be read, where the person says otherwise than what is recognised. */
export interface ReadingChoice {
  /** Name of a sheet of the workbook; a hidden one can be chosen. */
  sheet?: string | undefined
  /** Row of the header as a person counts it. */
  headerRow?: number | undefined
  encoding?: TextEncoding | undefined
  /** One character. */
  delimiter?: string | undefined
}

/** How the file is read; what has no meaning for its format is null. */
export interface FileFacts {
  format: 'csv' | 'xlsx'
  encoding: TextEncoding | null
  delimiter: string | null
  /** The sheet that is read: the chosen one, else the first visible one with data. */
  sheet: string | null
  /** All sheets in their order. */
  sheets: { name: string; hidden: boolean }[]
}

export interface Reading extends FileFacts {
  headerRow: number
  /** The first 20 rows with content at most, as shown, their cells cut at 200 characters. */
  firstRows: { number: number; cells: string[] }[]
}
