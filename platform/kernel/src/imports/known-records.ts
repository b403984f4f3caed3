import type { Operation } from '@lumbung/contract'
import { type Reach, reachOf } from '../access/decide.ts'
import type { Principal } from '../access/principal.ts'
import type { Catalogue } from '../app/catalogue.ts'
import type { ReadTx } from '../db/tx.ts'
import { recordKindsOf } from './importable-fields.ts'
import { KnownValues } from './known-values.ts'

/** More records of a kind than any file names; what lies beyond is known by its value alone, to the command itself. */
const MOST_RECORDS = 50_000

/** The records that the fields of a command can name, as far as the person reaches with it; by the kind of record. */
export async function findRecords(
  tx: ReadTx,
  catalogue: Catalogue,
  operation: Operation,
  person: Principal,
  most = MOST_RECORDS,
): Promise<Map<string, KnownValues>> {
  const records = new Map<string, KnownValues>()
  for (const kind of recordKindsOf(operation.input)) {
    const definition = catalogue.names.get(kind)
    if (!definition) throw new Error(`no app lists the names of "${kind}"`)
    const { scope } = definition
    const reach: Reach = scope ? reachOf(person, operation.permission, scope) : { all: true }
    const named = await definition.list(tx, reach, most)
    records.set(kind, new KnownValues(named, { isShortUnderstood: false }))
  }
  return records
}
