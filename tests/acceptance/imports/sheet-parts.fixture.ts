import { readFile } from 'node:fs/promises'
import {
  makeFolder,
  saveWorkbook,
  type WorkbookParts,
} from '../../../platform/kernel/src/spreadsheet/workbook.fixture.ts'

/** Cells as other programs write them. */
export const text = (value: string) => `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`
export const number = (value: number | string, style = 0) => `<c s="${style}"><v>${value}</v></c>`
export const error = (value: string) => `<c t="e"><v>${value}</v></c>`
export const isoDate = (value: string) => `<c t="d"><v>${value}</v></c>`
export const empty = '<c/>'

export const HEADER = ['Jenis', 'Lokasi', 'Jumlah (L)', 'Keterangan', 'Tanggal'].map(text)
/** Styles of the cells below: 1 is a day, 2 a code of three figures, 3 a share, 4 an amount of money. */
export const DAY = 1
export const THREE_FIGURES = 2
export const SHARE = 3
export const MONEY = 4
const STYLES = `<numFmts><numFmt numFmtId="164" formatCode="000"/><numFmt numFmtId="165" formatCode="&quot;Rp&quot;\\ #,##0"/></numFmts>
  <cellXfs>${[0, 14, 164, 9, 165].map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs>`

export const rowsOf = (...rows: readonly (readonly string[])[]) =>
  rows.map((cells) => `<row>${cells.join('')}</row>`).join('')

/** The bytes of a workbook; `cleanUp` when the last one was read. */
export async function workbooks() {
  const folder = await makeFolder()
  return {
    make: async (parts: WorkbookParts): Promise<Buffer<ArrayBuffer>> =>
      Buffer.from(await readFile(await saveWorkbook(folder.nextPath(), { styles: STYLES, ...parts }))),
    cleanUp: () => folder.remove(),
  }
}
