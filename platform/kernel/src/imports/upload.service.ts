import { createReadStream } from 'node:fs'
import { type InputOf, type Operation, type OutputOf, raise } from '@lumbung/contract'
import type { createImport, ImportMapping, ImportReadingChoice } from '../../contract/imports.ts'
import { invalidInput, unreadable } from '../../contract/problems.ts'
import { insertFile } from '../files/file.store.ts'
import type { CommandCtx, PrepareCtx, UploadedFile } from '../operation/ctx.ts'
import { describeFields, describeSameFile } from './describe-run.ts'
import { requireTarget } from './import-access.ts'
import { findRemembered } from './import-memory.store.ts'
import { insertRun } from './import-run.store.ts'
import { fieldsOf } from './importable-fields.ts'
import { findRecords } from './known-records.ts'
import { assertMapping, beginValidation, parseMapping, parseReading } from './mapping.service.ts'
import { type FileHead, importLimits, readHead } from './read-head.ts'
import { shapeOf, withRemembered } from './remembered-mapping.ts'
import { suggestMapping } from './suggest-mapping.ts'
import { isStorable, trimmed } from './words.ts'

type Input = InputOf<typeof createImport>

interface KeptUpload {
  upload: UploadedFile
  head: FileHead
  choice: ImportReadingChoice
  mapping: ImportMapping | undefined
  stored: { key: string; bytes: number; sha256: string }
}

/** Reads the head of the uploaded file and keeps its bytes, before any transaction: both take as long as the file is large. */
export async function keepUpload(ctx: PrepareCtx, input: Input): Promise<KeptUpload> {
  const { config } = ctx.services
  const target = requireTarget(ctx, input.operation)
  const { upload } = ctx.call
  if (!upload) throw raise(unreadable, { reason: 'one_file' })
  if (!isStorable(upload.name))
    throw raise(invalidInput, {}, { fields: { file: [{ code: 'field.hidden_sign' }] } })
  const mapping = input.mapping === undefined ? undefined : parseMapping(input.mapping)
  const choice = input.reading === undefined ? {} : parseReading(input.reading)
  const file = { path: upload.path, tenantId: ctx.tenant.id }
  const head = await readHead(file, choice, importLimits(config), upload.signal)
  if (mapping) assertMapping(mapping, target, head.columns.length)
  const stored = await ctx.keepFile(createReadStream(upload.path))
  return { upload, head, choice, mapping, stored }
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
  const suggestedMapping = await suggestionFor(ctx, operation, head)
  await insertRunOf(ctx, { id, suggestedMapping }, input, kept)
  const { name, bytes, sha256 } = upload
  ctx.audit({ type: 'platform.import', id }, null, {
    operation: operation.id,
    file: { name },
    bytes,
    sha256,
  })
  if (mapping) {
    const run = { id, operation: operation.id, columns: head.columns, mappingVersion: 0 }
    await beginValidation(ctx, run, mapping)
  }
  return {
    id,
    state: mapping ? 'validating' : 'uploaded',
    reading: head.reading,
    columns: head.columns,
    fields: await describeFields(operation, ctx),
    suggestedMapping,
    alreadyImported: await describeSameFile(ctx.tx, { id, sha256: stored.sha256, operation: operation.id }),
  }
}

/** What the columns probably mean, and what words of files of this shape meant before. */
export async function suggestionFor(
  ctx: CommandCtx,
  operation: Operation,
  head: Pick<FileHead, 'columns' | 'rows'>,
): Promise<ImportMapping> {
  const fields = fieldsOf(operation.input)
  // How people write numbers and dates shows in texts alone: what the file stores as a number has one form.
  const textsOf = (column: number) =>
    head.rows.flatMap(({ cells }) => (cells[column]?.type === 'text' ? [trimmed(cells[column].value)] : []))
  const suggested = suggestMapping(fields, head.columns, textsOf)
  const remembered = await findRemembered(ctx.tx, operation.id, shapeOf(head.columns))
  if (!remembered) return suggested
  const records = await findRecords(ctx.tx, ctx.services.catalogue, operation, ctx.principal)
  return withRemembered(suggested, remembered, { fields, records })
}

async function insertRunOf(
  ctx: CommandCtx,
  run: { id: string; suggestedMapping: ImportMapping },
  input: Input,
  kept: KeptUpload,
): Promise<void> {
  const { upload, head, choice, stored } = kept
  const { format, headerRow, reading, columns } = head
  const fileId = ctx.newId()
  const createdBy = ctx.actor.userId
  await insertFile(ctx.tx, {
    id: fileId,
    key: stored.key,
    name: upload.name,
    mediaType: upload.mediaType,
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
    readingChoice: choice,
    columns,
    createdBy,
  })
}
