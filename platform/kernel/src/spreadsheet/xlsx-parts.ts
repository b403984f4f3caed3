import type { Column } from './write.ts'
import { dropIllegalCharacters, encodeXml } from './xlsx-text.ts'

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const MAX_SHEET_NAME_LENGTH = 31

export const contentTypesXml = `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${CONTENT_TYPE}.styles+xml"/></Types>`

export const packageRelationsXml = `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

export const workbookRelationsXml = `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>`

/** `filterRange` such as `$A$3:$F$90`; Excel wants the range of an autofilter as a hidden name too. */
export function workbookXml(sheetName: string, filterRange: string | undefined): string {
  const quotedName = `'${sheetName.replaceAll("'", "''")}'`
  const names =
    filterRange === undefined
      ? ''
      : `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${encodeXml(quotedName)}!${filterRange}</definedName></definedNames>`
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets><sheet name="${encodeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets>${names}</workbook>`
}

/** The worksheet up to its first row; `frozenRows` stay in sight when scrolling. */
export function sheetBeginningXml(columns: Column[], frozenRows: number): string {
  const pane =
    frozenRows === 0
      ? ''
      : `<pane ySplit="${frozenRows}" topLeftCell="A${frozenRows + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>`
  const widths = columns.map(
    (column, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${columnWidth(column)}" customWidth="1"/>`,
  )
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
}

export function sheetEndXml(filterRange: string | undefined): string {
  const filter = filterRange === undefined ? '' : `<autoFilter ref="${filterRange.replaceAll('$', '')}"/>`
  return `</sheetData>${filter}</worksheet>`
}

function columnWidth({ header, kind, width }: Column): number {
  if (width !== undefined) return width
  const least = { text: 12, number: 14, date: 12, datetime: 20 }[kind]
  return Math.min(Math.max(header.length + 4, least), 60)
}

/** A name that Excel accepts: 1 to 31 characters, none of `[]:*?/\`, no outer apostrophe, not the reserved "History". */
export function toSheetName(wanted: string): string {
  const legal = dropIllegalCharacters(wanted)
    .replace(/[[\]:*?/\\\t\r\n]/g, ' ')
    .slice(0, MAX_SHEET_NAME_LENGTH)
  // Cutting may have left half a surrogate pair, which is then U+FFFD and goes.
  const name = legal
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .trim()
    .replace(/^'+|'+$/g, '')
    .trim()
  if (name === '') return 'Sheet1'
  return name.toLowerCase() === 'history' ? `${name}_` : name
}

/** `A`, `Z`, `AA` … of a zero-based index. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
