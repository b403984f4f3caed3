import { labelOfName } from '../facts/label-of-name.ts'

/** An answer as people read it: a page of rows as a table, a document as its facts. */
export type AnswerShape =
  | { kind: 'rows'; columns: string[]; rows: Record<string, unknown>[]; hasMore: boolean }
  | { kind: 'facts'; facts: [name: string, value: unknown][] }

/** More than this beside one another cannot be read; the JSON below has them all. */
const MOST_COLUMNS = 8

export function shapeOf(answer: unknown): AnswerShape {
  if (isRecord(answer) && Array.isArray(answer.data)) {
    const rows = answer.data.filter(isRecord)
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const page = isRecord(answer.page) ? answer.page : {}
    return { kind: 'rows', columns: columns.slice(0, MOST_COLUMNS), rows, hasMore: Boolean(page.nextCursor) }
  }
  return { kind: 'facts', facts: isRecord(answer) ? Object.entries(answer) : [] }
}

/** A field's name as words, in the lack of a contract that would label it. */
export function nameOf(field: string): string {
  return labelOfName(field).en
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
