/**
 * A block of cells as spreadsheets put it on the clipboard: rows by line breaks, cells by tabs, and a cell that holds
 * either of them, or begins with a quote, in quotes, with quotes doubled.
 */
export function parseTabSeparated(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    row.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string
    if (isQuoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (char === '"' && cell === '' && closes(text, at)) isQuoted = true
    else if (char === '\t') endCell()
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at += 1
      endRow()
    } else cell += char
  }
  // The line break after the last row, which spreadsheets add, begins no row.
  if (cell !== '' || row.length > 0) endRow()
  return rows
}

/** A quote that nothing closes at the end of its cell is a sign for inches, not the beginning of a quotation. */
function closes(text: string, from: number): boolean {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue
    if (text[at + 1] === '"') at += 1
    else return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1] as string)
  }
  return false
}

/** The counterpart of {@link parseTabSeparated}. */
export function formatTabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(quoted).join('\t')).join('\n')
}

function quoted(cell: string): string {
  return /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
