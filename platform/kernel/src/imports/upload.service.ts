import { createReadStream } from 'node:fs'
import { type InputOf, type OutputOf, raise } from '@lumbung/contract'
import type { createImport, ImportMapping } from '../../contract/imports.ts'
import { unreadable } from '../../contract/problems.ts'
import { insertFile } from '../files/file.store.ts'
import type { CommandCtx, PrepareCtx, UploadedFile } from '../operation/ctx.ts'
import { describeFields, describeSameFile } from './describe-run.ts'
import { requireTarget } from './import-access.ts'
import { insertRun } from './import-run.store.ts'
import { fieldsOf } from './importable-fields.ts'
import { assertMapping, beginValidation, parseMapping } from './mapping.service.ts'
import { type FileHead, importLimits, readHead } from './read-head.ts'
import { suggestMapping } from './suggest-mapping.ts'

type Input = InputOf<typeof createImport>

interface KeptUpload {
  upload: UploadedFile
  head: FileHead
  mapping: ImportMapping | undefined
  stored: { key: string; bytes: number; sha256: string }
}

/** Reads the head of the uploaded file and keeps its bytes, before any transaction: both take as long as the file is large. */
export async function keepUpload(ctx: PrepareCtx, input: Input): Promise<KeptUpload> {
  const { config, files } = ctx.services
  const target = requireTarget(ctx, input.operation)
  const { upload } = ctx.call
  if (!upload) throw raise(unreadable, { reason: 'one_file' })
  const mapping = input.mapping === undefined ? undefined : parseMapping(input.mapping)
  const head = await readHead(upload.path, {}, importLimits(config), upload.signal)
  if (mapping) assertMapping(mapping, target, head.columns.length)
  const stored = await files.put(ctx.tenant.id, createReadStream(upload.path))
  return { upload, head, mapping, stored }
}

/** Makes the run of a kept file and says how its columns probably map to the command's fields. */
export async function createRun(
  ctx: CommandCtx,
  input: Input,
  kept: KeptUpload,
): Promise<OutputOf<typeof createImport>> {
  ctx.reach('own')
  const { operation } = requireTarget(ctx, input.operation)
  const { upload, head, mapping, stored } = kept
  const id = ctx.newId()
  const suggestedMapping = suggestMapping(fieldsOf(operation.input), head.columns, head.samplesOf)
  try {
    await insertRunOf(ctx, { id, suggestedMapping }, input, kept)
  } catch (error) {
    await ctx.services.files.remove(ctx.tenant.id, stored.key)
    throw error
  }
  const { name, bytes, sha256 } = upload
  ctx.audit({ type: 'platform.import', id }, null, { operation: operation.id, file: name, bytes, sha256 })
  if (mapping) await beginValidation(ctx, { id, mappingVersion: 0 }, mapping)
  return {
    id,
    state: mapping ? 'validating' : 'uploaded',
    reading: head.reading,
    columns: head.columns,
    fields: describeFields(operation.input, ctx.locale),
    suggestedMapping,
    alreadyImported: await describeSameFile(ctx.tx, { id, sha256: stored.sha256, operation: operation.id }),
  }
}

async function insertRunOf(
  ctx: CommandCtx,
  run: { id: string; suggestedMapping: ImportMapping },
  input: Input,
  kept: KeptUpload,
): Promise<void> {
  const { upload, head, stored } = kept
  const { format, headerRow, reading, columns } = head
  const fileId = ctx.newId()
  const createdBy = ctx.actor.userId
  await insertFile(ctx.tx, {
    id: fileId,
    key: stored.key,
    name: upload.name.replace(/\p{Cc}/gu, '_').slice(-255) || 'upload',
    mediaType: upload.mediaType.slice(0, 200) || 'application/octet-stream',
    bytes: stored.bytes,
    sha256: stored.sha256,
    purpose: 'import',
    createdBy,
    expiresAt: null,
  })
  await insertRun(ctx.tx, {
    ...run,
    operation: input.operation,
    fileId,
    sha256: stored.sha256,
    format,
    locale: input.locale ?? ctx.locale,
    headerRow,
    reading,
    readingChoice: {},
    columns,
    createdBy,
  })
}
