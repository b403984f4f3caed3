import type { RowStyle } from './write.ts'
import { encodeXml } from './xlsx-text.ts'

export type LookOfRow = RowStyle | 'title' | 'header'

interface CellLook {
  row: LookOfRow
  formatCode: string
  quotePrefix: boolean
}

const GENERAL = 'General'
const FIRST_CUSTOM_FORMAT = 164

const FONTS = { plain: 0, bold: 1, large: 2 }
/** Fills 0 and 1 are reserved by the format. */
const FILLS = { none: 0, header: 2, subtotal: 3 }
const BORDERS = { none: 0, top: 1 }

const LOOKS: Record<LookOfRow, { font: number; fill: number; border: number }> = {
  normal: { font: FONTS.plain, fill: FILLS.none, border: BORDERS.none },
  title: { font: FONTS.large, fill: FILLS.none, border: BORDERS.none },
  header: { font: FONTS.bold, fill: FILLS.header, border: BORDERS.none },
  subtotal: { font: FONTS.bold, fill: FILLS.subtotal, border: BORDERS.none },
  total: { font: FONTS.bold, fill: FILLS.none, border: BORDERS.top },
}

/** The cell formats that a workbook uses, numbered as they are first asked for. */
export class StyleSheet {
  readonly #looks: CellLook[] = []
  readonly #indexes = new Map<string, number>()
  readonly #formatCodes: string[] = []

  constructor() {
    this.index('normal')
  }

  /** Index for the `s` attribute. `quotePrefix` keeps a text a text when a person edits the cell. */
  index(row: LookOfRow, formatCode: string = GENERAL, quotePrefix = false): number {
    const key = `${row}|${quotePrefix}|${formatCode}`
    const known = this.#indexes.get(key)
    if (known !== undefined) return known
    const index = this.#looks.push({ row, formatCode, quotePrefix }) - 1
    this.#indexes.set(key, index)
    if (formatCode !== GENERAL && !this.#formatCodes.includes(formatCode)) this.#formatCodes.push(formatCode)
    return index
  }

  toXml(): string {
    const formats = this.#formatCodes.map(
      (code, index) => `<numFmt numFmtId="${FIRST_CUSTOM_FORMAT + index}" formatCode="${encodeXml(code)}"/>`,
    )
    const cellFormats = this.#looks.map((look) => this.#toCellFormat(look))
    return [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      formats.length === 0 ? '' : `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
      '<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>',
      '<font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts>',
      '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
      `${solidFill('FFD9E1F2')}${solidFill('FFF2F2F2')}</fills>`,
      '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
      '<border><left/><right/><top style="thin"/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      `<cellXfs count="${cellFormats.length}">${cellFormats.join('')}</cellXfs>`,
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ].join('')
  }

  #toCellFormat({ row, formatCode, quotePrefix }: CellLook): string {
    const { font, fill, border } = LOOKS[row]
    const formatId = formatCode === GENERAL ? 0 : FIRST_CUSTOM_FORMAT + this.#formatCodes.indexOf(formatCode)
    const quote = quotePrefix ? ' quotePrefix="1"' : ''
    return (
      `<xf numFmtId="${formatId}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0"` +
      ` applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"${quote}/>`
    )
  }
}

function solidFill(argb: string): string {
  return `<fill><patternFill patternType="solid"><fgColor rgb="${argb}"/><bgColor indexed="64"/></patternFill></fill>`
}
