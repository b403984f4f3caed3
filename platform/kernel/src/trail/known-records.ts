import { fieldsOfTemplate, type RecordKind } from '@lumbung/contract'
import { z } from 'zod'
import { unwrap } from '../operation/unwrap.ts'

export interface KnownRecord extends RecordKind {
  nameFields: readonly string[]
  /** All that an entry may hold of one that was made: without its id and version, which say nothing to people. */
  fields: readonly string[]
}

/** Kind of record → what its app declares of it. Looked up by the kind of an entry, which may have none. */
export interface KnownRecords {
  get(kind: string | null): KnownRecord | undefined
  has(kind: string): boolean
  values(): Iterable<KnownRecord>
}

export function knownRecord(kind: RecordKind): KnownRecord {
  return {
    ...kind,
    nameFields: fieldsOfTemplate(kind.name ?? ''),
    fields: Object.keys(kind.entity.shape).filter((field) => field !== 'id' && field !== 'version'),
  }
}

/** What does not fit in a declaration: a name or an address made of fields that the entity does not have. */
export function faultsOfRecord(kind: string, { name, path, entity }: RecordKind): string[] {
  const missing = fieldsOfTemplate(name ?? '').filter((field) => !(field in entity.shape))
  const unknown = fieldsOfTemplate(path ?? '').filter((field) => field !== 'id')
  return [
    ...missing.map((field) => `record ${kind}: named by "${field}", which its entity does not have`),
    ...unknown.map((field) => `record ${kind}: its path has "{${field}}", and an entry knows {id} only`),
  ]
}

/**
 * Where in an entry's changes the names of records lie, as paths of jsonb, of all kinds together: both sides of a field,
 * and the name in it where it refers to another record.
 */
export function namePathsOf(records: KnownRecords): string[][] {
  const paths = new Map<string, string[]>()
  for (const { nameFields, entity } of records.values()) {
    for (const field of nameFields) {
      const { inner } = unwrap(entity.shape[field] as z.ZodType)
      const isText = inner instanceof z.ZodString
      if (!isText && !(inner instanceof z.ZodObject && 'name' in inner.shape)) continue
      for (const side of ['0', '1']) {
        const path = [field, side, ...(isText ? [] : ['name'])]
        paths.set(path.join(), path)
      }
    }
  }
  return [...paths.values()]
}
