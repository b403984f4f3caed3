/** Why a file need not be sent at all; the server has the last word on what is in it. */
export type FileFault = 'file_type' | 'file_old_excel' | 'file_empty' | 'file_too_large'

const TABLES = new Set(['csv', 'tsv', 'txt', 'xlsx'])

export function faultOfFile(
  { name, size }: Pick<File, 'name' | 'size'>,
  limitBytes: number | null,
): FileFault | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  if (ending === 'xls') return 'file_old_excel'
  if (!TABLES.has(ending)) return 'file_type'
  if (size === 0) return 'file_empty'
  if (limitBytes !== null && size > limitBytes) return 'file_too_large'
  return null
}
