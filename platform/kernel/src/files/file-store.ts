import type { Readable } from 'node:stream'

/** Where bytes live: a local folder, later S3. Names are made by us; a file is written once and never changed. */
export interface FileStore {
  /** Stores the stream under a new key of the tenant. The temporary file becomes visible only when whole. */
  put(tenantId: string, content: Readable): Promise<{ key: string; bytes: number; sha256: string }>
  /** Throws `platform.not_found` for an unknown key or another tenant's. */
  open(tenantId: string, key: string): Promise<Readable>
  /** A local path for parts that need random access (an XLSX archive); valid until `release`. */
  localCopy(tenantId: string, key: string): Promise<{ path: string; release(): Promise<void> }>
  /** What is not there is removed already. */
  remove(tenantId: string, key: string): Promise<void>
  /** True when the store can be written. */
  healthy(): Promise<boolean>
  /** The files of all tenants that were stored at least so long ago. */
  listStored(olderThanMilliseconds: number): AsyncIterable<{ tenantId: string; key: string }>
  /** Removes what writers that died have left behind, once it is this old; answers how many files. */
  removeTemporary(olderThanMilliseconds: number): Promise<number>
}
