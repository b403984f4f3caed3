/** `A`, `B`, … `Z`, `AA`: a column's name in every spreadsheet program. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

/** `C5`: column from 0, row as a person counts it. */
export function cellName(column: number, row: number): string {
  return `${columnName(column)}${row}`
}
