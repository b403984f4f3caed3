import { createHash } from 'node:crypto'
import type { ImportColumn, ImportMapping } from '../../contract/imports.ts'
import type { ImportableField } from './importable-fields.ts'
import type { KnownValues } from './known-values.ts'
import { wordKey } from './words.ts'

/** Files with the same headers in the same order are of one shape. */
export function shapeOf(columns: readonly Pick<ImportColumn, 'header'>[]): Buffer {
  const headers = JSON.stringify(columns.map(({ header }) => wordKey(header)))
  return createHash('sha256').update(headers).digest()
}

/**
 * What is suggested for a file of a shape that was brought in before: the columns and the meanings of words as they were
 * confirmed then. How dates and numbers are written shows in each file itself; where it does not, it is as before.
 * Names of records that this person does not reach are no suggestion.
 */
export function withRemembered(
  suggested: ImportMapping,
  remembered: ImportMapping | undefined,
  known: { fields: readonly ImportableField[]; records: ReadonlyMap<string, KnownValues> },
): ImportMapping {
  if (!remembered) return suggested
  const { columns, values, dateFormat, decimalComma, leaveOutTotals } = {
    ...remembered,
    ...definedOf(suggested),
  }
  const fields = new Map(known.fields.map((field) => [field.name, field]))
  const sources = known.fields.flatMap(({ name }) => {
    const source = columns[name] ?? suggested.columns[name]
    return source ? [[name, source] as const] : []
  })
  const meanings = Object.entries(values ?? {}).flatMap(([name, words]) => {
    const field = fields.get(name)
    const records = field?.names ? known.records.get(field.names) : undefined
    const reached = Object.entries(words).filter(
      ([, value]) => value === null || !records || records.find(value),
    )
    return field && reached.length > 0 ? [[name, Object.fromEntries(reached)] as const] : []
  })
  return {
    columns: Object.fromEntries(sources),
    ...(dateFormat === undefined ? {} : { dateFormat }),
    ...(decimalComma === undefined ? {} : { decimalComma }),
    ...(meanings.length === 0 ? {} : { values: Object.fromEntries(meanings) }),
    ...(leaveOutTotals === undefined ? {} : { leaveOutTotals }),
  }
}

function definedOf({ dateFormat, decimalComma }: ImportMapping): Partial<ImportMapping> {
  return {
    ...(dateFormat === undefined ? {} : { dateFormat }),
    ...(decimalComma === undefined ? {} : { decimalComma }),
  }
}
