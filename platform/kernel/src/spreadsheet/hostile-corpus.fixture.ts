import { writeFile } from 'node:fs/promises'
import { saveWorkbook, type WorkbookParts } from './workbook.fixture.ts'

const MEGABYTE = 1024 * 1024

type Hostile = [what: string, save: (path: string) => Promise<unknown>]

const csv = (what: string, make: () => string | Buffer): Hostile => [what, (path) => writeFile(path, make())]
const xlsx = (what: string, make: () => WorkbookParts): Hostile => [
  what,
  (path) => saveWorkbook(path, make()),
]
const table = 'type,location,amount\nIN,SITE1,1\n'
export const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join('')
const stylesOf = (count: number, code: string) =>
  `<numFmts>${many(count, (i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`)}</numFmts><cellXfs>${many(count, (i) => `<xf numFmtId="${164 + i}"/>`)}</cellXfs>`
const styledRow = (count: number) => many(count, (i) => `<row><c s="${i}"><v>1</v></c></row>`)
const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`

/** Each kind in the sizes at which a reader changes its way: in place, in a thread, and at the limit of uploads. */
const sizes = [1_000, 20_000, 60_000, 600_000]
const lines = {
  '\\n': '\n',
  '\\r': '\r',
  '\\r\\n': '\r\n',
  ',\\n': ',\n',
  '""\\n': '""\n',
  ' \\n': ' \n',
  ',': ',',
  ';': ';',
  '"': '"',
  '"\\n': '"\n',
  '\\t\\n': '\t\n',
}

/** Files that somebody may send to hold the reader up. */
export const corpus: Hostile[] = [
  ...Object.entries(lines).flatMap(([name, line]) =>
    sizes.map((bytes) => csv(`${bytes} bytes of ${name}`, () => table + line.repeat(bytes / line.length))),
  ),
  ...['\n', '\r', '\r\n'].map((line) =>
    csv(`48 MB of ${JSON.stringify(line)}`, () => table + line.repeat((48 * MEGABYTE) / line.length)),
  ),
  ...sizes.map((bytes) =>
    csv(`a quote that swallows ${bytes} bytes`, () => `${table}"${'x\n'.repeat(bytes / 2)}`),
  ),
  ...sizes.map((bytes) => csv(`one cell of ${bytes} bytes`, () => table + 'x'.repeat(bytes))),
  ...sizes.map((bytes) => csv(`${bytes} bytes of no text`, () => Buffer.alloc(bytes, 0xff))),
  ...sizes.map((bytes) =>
    csv(`${bytes} zeros`, () => Buffer.concat([Buffer.from(table), Buffer.alloc(bytes)])),
  ),
  ...sizes.map((bytes) =>
    csv(`${bytes} bytes of cut letters`, () =>
      Buffer.concat([Buffer.from(table), Buffer.alloc(bytes, 0xe2)]),
    ),
  ),
  ...sizes.map((bytes) =>
    csv(`${bytes} bytes of high surrogates`, () =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(bytes, 0xd8)]),
    ),
  ),
  ...[100, 20_000, 60_000].flatMap((count) => [
    xlsx(`${count} number formats of quotes`, () => ({
      styles: stylesOf(count, '&quot;'.repeat(250)),
      rows: styledRow(count),
    })),
    xlsx(`${count} number formats of [$-`, () => ({
      styles: stylesOf(count, '[$-'.repeat(85)),
      rows: styledRow(count),
    })),
    xlsx(`${count} number formats of digits`, () => ({
      styles: stylesOf(count, '0.#?,%'.repeat(42)),
      rows: styledRow(count),
    })),
    xlsx(`${count} empty rows`, () => ({ rows: '<row/>'.repeat(count) })),
    xlsx(`${count} cells in one row`, () => ({ rows: `<row>${'<c><v>1</v></c>'.repeat(count)}</row>` })),
    xlsx(`${count} shared texts`, () => ({
      sharedStrings: '<si><t>x</t></si>'.repeat(count),
      rows: '<row><c t="s"><v>0</v></c></row>',
    })),
    xlsx(`${count} merged ranges`, () => ({
      rows: `<?xml version="1.0"?><worksheet><sheetData>${styledRow(count)}</sheetData><mergeCells>${many(count, (i) => `<mergeCell ref="A${i + 1}:A1048576"/>`)}</mergeCells></worksheet>`,
    })),
    xlsx(`${count} sheets`, () => ({
      sheets: many(count, (i) => `<sheet name="S${i}" sheetId="${i}" r:id="rId1"/>`),
    })),
    xlsx(`elements nested ${count} deep`, () => ({ rows: nested(count) })),
    xlsx(`${count} attributes`, () => ({ rows: `<row ${many(count, (i) => ` a${i}=""`)}/>` })),
  ]),
  xlsx('a bomb of zeros', () => ({ rows: '0'.repeat(40 * MEGABYTE) })),
  xlsx('entities that multiply', () => ({
    rows: `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10_000)}">]><worksheet>&b;</worksheet>`,
  })),
  xlsx('a dimension that lies', () => ({
    rows: '<?xml version="1.0"?><worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>',
  })),
  xlsx('a number of a million digits', () => ({
    rows: `<row><c><v>${'9'.repeat(MEGABYTE / 2)}</v></c></row>`,
  })),
  xlsx('a number with a huge exponent', () => ({
    styles: stylesOf(1, '0.0'),
    rows: '<row><c s="0"><v>1E308</v></c></row>',
  })),
]
