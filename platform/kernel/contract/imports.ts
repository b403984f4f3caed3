import {
  command,
  event,
  Id,
  Instant,
  Locale,
  line,
  PageInput,
  pageOf,
  problem,
  query,
} from '@lumbung/contract'
import { z } from 'zod'
import { ImportMapping, ImportReading, mappingShape, readingShape } from './import-mapping.ts'
import {
  ImportColumn,
  ImportField,
  ImportRowStatus,
  ImportRun,
  ImportState,
  ImportSummary,
  SameFile,
} from './import-run.ts'

export {
  ImportDelimiter,
  ImportEncoding,
  ImportMapping,
  ImportOrder,
  ImportReading,
  ImportReadingChoice,
} from './import-mapping.ts'
export type { ImportColumn, ImportValue } from './import-run.ts'
export {
  ImportFieldType,
  ImportRowStatus,
  ImportRun,
  ImportState,
  ImportSummary,
} from './import-run.ts'

export const importFileRefused = problem(
  'import.file_refused',
  'invalid_input',
  z.object({ reason: z.string().max(60) }).catchall(z.union([z.string().max(200), z.number()])),
)
export const importNoRows = problem('import.no_rows', 'rule_violated')
export const importNotImportable = problem(
  'import.not_importable',
  'rule_violated',
  z.object({ operation: z.string().max(120) }),
)
export const importWrongState = problem('import.wrong_state', 'conflict', z.object({ state: ImportState }))
export const importHasInvalidRows = problem(
  'import.has_invalid_rows',
  'rule_violated',
  z.object({ invalid: z.int() }),
)
/** Rows of the same file have had their effect already: the person says whether `all` rows go again, or the `rest`. */
export const importAlreadyApplied = problem(
  'import.already_applied',
  'conflict',
  z.object({ importId: Id, at: Instant, appliedRows: z.int(), rows: z.string().max(200) }),
)
export const importNothingToApply = problem('import.nothing_to_apply', 'rule_violated')
export const importNotReversible = problem(
  'import.not_reversible',
  'rule_violated',
  z.object({ operation: z.string().max(120) }),
)
/** Recorded on a paused run: the person in whose name the rows run was disabled or lost the permission. */
export const importPersonStopped = problem(
  'import.person_stopped',
  'rule_violated',
  z.object({ permission: z.string().max(120) }),
)

const ById = z.object({ id: Id })
const OperationId = line(120)
/** The command of the examples; the file that a road through them uploads holds its own example as its one row. */
const EXAMPLE_COMMAND = 'fuel.stock.in'
const EXAMPLE_ID = '01936f2a-7b1c-7000-8000-0000000000a1'

export const createImport = command({
  id: 'platform.import.create',
  http: 'POST /imports',
  summary: { id: 'Unggah berkas impor', en: 'Upload a file to import' },
  permission: 'platform.import.create',
  scope: 'own',
  body: 'upload',
  input: z.object({
    /** Id of a command that can be imported. */
    operation: OperationId,
    /** An {@link ImportMapping} as JSON, for who knows the file: validation starts at once. */
    mapping: z.string().max(100_000).optional(),
    /** An {@link ImportReadingChoice} as JSON, for who knows how the file must be read. */
    reading: z.string().max(2_000).optional(),
    locale: Locale.optional(),
  }),
  output: z.object({
    id: Id,
    state: ImportState,
    reading: ImportReading,
    columns: z.array(ImportColumn).max(200),
    fields: z.array(ImportField).max(200),
    suggestedMapping: ImportMapping,
    alreadyImported: SameFile.nullable(),
  }),
  errors: [importFileRefused, importNoRows, importNotImportable],
  example: { input: { operation: EXAMPLE_COMMAND }, after: [EXAMPLE_COMMAND] },
})

export const mapImport = command({
  id: 'platform.import.map',
  http: 'PUT /imports/{id}/mapping',
  summary: { id: 'Petakan kolom impor', en: 'Map the columns of an import' },
  permission: 'platform.import.create',
  scope: 'own',
  status: 202,
  input: ById.extend(mappingShape),
  output: ImportRun,
  errors: [importWrongState],
  example: {
    input: {
      id: EXAMPLE_ID,
      columns: { amount: { column: 0 }, location: { column: 1 } },
      dateFormat: 'd/m/y',
    },
    from: { columns: 'platform.import.create#suggestedMapping.columns' },
  },
})

/** Reads the head of the kept file again in another way; a mapping made before is forgotten. */
export const rereadImport = command({
  id: 'platform.import.reread',
  http: 'PUT /imports/{id}/reading',
  summary: { id: 'Ubah cara membaca berkas impor', en: 'Change how the file of an import is read' },
  permission: 'platform.import.create',
  scope: 'own',
  input: ById.extend(readingShape),
  output: ImportRun,
  errors: [importWrongState, importFileRefused, importNoRows],
  example: { input: { id: EXAMPLE_ID, headerRow: 1, delimiter: ',' } },
})

export const readImport = query({
  id: 'platform.import.read',
  http: 'GET /imports/{id}',
  summary: { id: 'Lihat impor', en: 'Read an import' },
  permission: 'platform.import.read',
  scope: 'own',
  input: ById,
  output: ImportRun,
  example: { input: { id: EXAMPLE_ID } },
})

export const listImports = query({
  id: 'platform.import.list',
  http: 'GET /imports',
  summary: { id: 'Daftar impor', en: 'List imports' },
  permission: 'platform.import.read',
  scope: 'own',
  input: z.object({
    operation: OperationId.optional(),
    state: ImportState.optional(),
    limit: PageInput.limit,
    cursor: PageInput.cursor,
  }),
  output: pageOf(ImportSummary),
  example: { input: {} },
})

export const listImportRows = query({
  id: 'platform.import.rows',
  http: 'GET /imports/{id}/rows',
  summary: { id: 'Baris impor dan kesalahannya', en: 'Rows of an import and their errors' },
  permission: 'platform.import.read',
  scope: 'own',
  input: ById.extend({
    status: ImportRowStatus.optional(),
    limit: PageInput.limit,
    cursor: PageInput.cursor,
  }),
  output: pageOf(
    z.object({
      /** As a person sees it in the file: the header is usually row 1. */
      number: z.int(),
      status: ImportRowStatus,
      cells: z.array(z.string()),
      /** Field → messages; `_` for the row as a whole. */
      errors: z.record(z.string(), z.array(z.string())),
      /** Id of what the row made. */
      outputId: z.string().nullable(),
    }),
  ),
  example: { input: { id: EXAMPLE_ID, status: 'invalid' } },
})

export const applyImport = command({
  id: 'platform.import.apply',
  http: 'POST /imports/{id}/apply',
  summary: { id: 'Terapkan impor', en: 'Apply an import' },
  permission: 'platform.import.apply',
  scope: 'own',
  status: 202,
  /** On a paused run it goes on where it stopped. */
  input: ById.extend({
    skipInvalid: z.boolean().default(false),
    /** Where rows of the same file were applied before: `all` rows once more, or only the `rest`. */
    again: z.enum(['all', 'rest']).optional(),
  }),
  output: ImportRun,
  errors: [
    importWrongState,
    importHasInvalidRows,
    importAlreadyApplied,
    importNothingToApply,
    importNotImportable,
  ],
  example: {
    input: { id: EXAMPLE_ID, skipInvalid: true },
    after: ['platform.import.map'],
    until: { operation: 'platform.import.read', field: 'state', is: 'ready' },
  },
})

export const undoImport = command({
  id: 'platform.import.undo',
  http: 'POST /imports/{id}/undo',
  summary: { id: 'Batalkan hasil impor', en: 'Undo an import' },
  permission: 'platform.import.undo',
  scope: 'own',
  status: 202,
  input: ById.extend({
    /** Given to each reversal that asks for a reason. */
    reason: line(200).optional(),
  }),
  output: ImportRun,
  errors: [importWrongState, importNotReversible],
  example: {
    input: { id: EXAMPLE_ID, reason: 'Berkas bulan yang salah' },
    after: ['platform.import.apply'],
    until: { operation: 'platform.import.read', field: 'state', is: 'applied' },
    last: true,
  },
})

export const cancelImport = command({
  id: 'platform.import.cancel',
  http: 'POST /imports/{id}/cancel',
  summary: { id: 'Urungkan impor sebelum diterapkan', en: 'Cancel an import before it is applied' },
  permission: 'platform.import.create',
  scope: 'own',
  status: 200,
  input: ById,
  output: ImportRun,
  errors: [importWrongState],
  example: {
    input: { id: EXAMPLE_ID },
    needs: [
      { operation: 'platform.import.create', id: 'cancelled-import', input: { operation: EXAMPLE_COMMAND } },
    ],
    from: { id: 'cancelled-import#id' },
  },
})

const FileFormat = z.enum(['csv', 'xlsx']).default('xlsx')

export const readImportTemplate = query({
  id: 'platform.import.template',
  http: 'GET /imports/template',
  summary: { id: 'Unduh contoh berkas impor', en: 'Download an import template' },
  permission: 'platform.import.create',
  scope: 'own',
  answer: 'file',
  input: z.object({ operation: OperationId, format: FileFormat }),
  output: z.unknown(),
  errors: [importNotImportable],
  example: { input: { operation: EXAMPLE_COMMAND } },
})

export const readImportReport = query({
  id: 'platform.import.report',
  http: 'GET /imports/{id}/report',
  summary: { id: 'Unduh baris yang gagal', en: 'Download the rows that failed' },
  permission: 'platform.import.read',
  scope: 'own',
  answer: 'file',
  input: ById.extend({
    /** The uploaded file's own format where it is left out. */ format: z.enum(['csv', 'xlsx']).optional(),
  }),
  output: z.unknown(),
  example: { input: { id: EXAMPLE_ID, format: 'csv' } },
})

export const importApplied = event(
  'platform.import.applied',
  z.object({
    importId: Id,
    operation: z.string().max(120),
    applied: z.int(),
    failed: z.int(),
    skipped: z.int(),
  }),
  { id: 'Impor selesai diterapkan', en: 'An import was applied' },
)
