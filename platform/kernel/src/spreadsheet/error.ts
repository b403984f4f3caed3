/**
 * Why a file was refused; `params` name the row, the limit or the reason.
 *
 * | code | params |
 * |---|---|
 * | `too_large` | `maxBytes`, or `maxSharedStringBytes` |
 * | `too_many_rows` | `maxRows`; also that many blank ones |
 * | `too_costly` | `reason`: `time`, `memory` |
 * | `sheet_unknown` | `sheet` |
 * | `header_row_unknown` | `row` |
 * | `too_many_columns` | `row`, `maxColumns` |
 * | `cell_too_long` | `maxCellLength`, `row` when known; a text so long that it is no cell's |
 * | `zip_bomb` | `reason`: `entries`, `unpacked`, `ratio`, `size` |
 * | `not_a_spreadsheet` | `reason`: `empty`, `content`, `no_visible_sheet` |
 * | `unsupported_format` | `format`: `xls`, `encrypted`, `ods`, `xlsb`, `xml`, `html` |
 * | `broken_file` | `reason`, `part` when known |
 * | `broken_encoding` | `row` |
 * | `broken_csv` | `row`, `reason`: `quote_not_closed` |
 */
export type SpreadsheetErrorCode =
  | 'too_large'
  | 'too_many_rows'
  | 'too_costly'
  | 'sheet_unknown'
  | 'header_row_unknown'
  | 'too_many_columns'
  | 'cell_too_long'
  | 'zip_bomb'
  | 'not_a_spreadsheet'
  | 'unsupported_format'
  | 'broken_file'
  | 'broken_encoding'
  | 'broken_csv'

export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError'
  readonly code: SpreadsheetErrorCode
  readonly params: Record<string, string | number>

  constructor(code: SpreadsheetErrorCode, params: Record<string, string | number> = {}, cause?: unknown) {
    super(describe(code, params), cause === undefined ? undefined : { cause })
    this.code = code
    this.params = params
  }
}

function describe(code: string, params: Record<string, string | number>): string {
  const details = Object.entries(params).map(([name, value]) => `${name}=${value}`)
  return details.length === 0 ? code : `${code} (${details.join(', ')})`
}

/** What `work` throws, for whoever has something to hand over before the fault. */
export function faultOf(work: () => void): unknown {
  try {
    work()
    return undefined
  } catch (error) {
    return error
  }
}
