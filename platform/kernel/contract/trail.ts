import { choice, type LocalText, type RecordKind } from '@lumbung/contract'
import { z } from 'zod'
import { readingShape } from './import-mapping.ts'
import { SavedView } from './views.ts'

const IMPORT_STATES = {
  uploaded: { id: 'Diunggah', en: 'Uploaded' },
  validating: { id: 'Sedang diperiksa', en: 'Being checked' },
  ready: { id: 'Sudah diperiksa', en: 'Checked' },
  needs_mending: { id: 'Perlu diperbaiki', en: 'Needs mending' },
  refused: { id: 'Tidak terbaca', en: 'Unreadable' },
  applying: { id: 'Sedang diterapkan', en: 'Being applied' },
  paused: { id: 'Terhenti', en: 'Paused' },
  applied: { id: 'Diterapkan', en: 'Applied' },
  undoing: { id: 'Sedang dibatalkan', en: 'Being undone' },
  undone: { id: 'Dibatalkan', en: 'Undone' },
  cancelled: { id: 'Tidak jadi', en: 'Given up' },
} as const

const rows = (id: string, en: string) => z.int().meta({ label: { id, en } })

/** What the trail tells of an import: its columns and their mapping are of use to programs alone. */
const ImportInTrail = z.object({
  file: z.object({ name: z.string().max(255) }).meta({ label: { id: 'Berkas', en: 'File' } }),
  operation: z
    .string()
    .max(120)
    .meta({ label: { id: 'Kegiatan', en: 'Operation' }, wordsOf: 'operation' }),
  state: choice(IMPORT_STATES).meta({ label: { id: 'Keadaan', en: 'State' } }),
  mappedColumns: rows('Kolom yang dipakai', 'Columns in use'),
  applied: rows('Baris diterapkan', 'Rows applied'),
  failed: rows('Baris gagal', 'Rows failed'),
  skipped: rows('Baris dilewati', 'Rows left out'),
  reversed: rows('Baris dibatalkan', 'Rows undone'),
  notReversed: rows('Baris tidak dapat dibatalkan', 'Rows that could not be undone'),
  reason: z
    .string()
    .max(500)
    .meta({ label: { id: 'Alasan', en: 'Reason' } }),
  ...readingShape,
  mapping: z.unknown().meta({ untold: true }),
  bytes: z.int().meta({ untold: true }),
  sha256: z.string().max(64).meta({ untold: true }),
  problem: z.string().max(100).meta({ untold: true }),
})

export const kernelRecords: Record<string, RecordKind> = {
  'platform.import': {
    label: { id: 'Impor', en: 'Import' },
    entity: ImportInTrail,
    name: '{file}',
    path: '/imports/{id}',
  },
  'platform.view': {
    label: { id: 'Tampilan tersimpan', en: 'Saved view' },
    entity: SavedView,
    name: '{name}',
  },
}

/** What is recorded besides commands. */
export const kernelFacts: Record<string, LocalText> = {
  'auth.sign_in': { id: 'Masuk', en: 'Signed in' },
  'auth.sign_in_refused': { id: 'Gagal masuk', en: 'Sign-in refused' },
  'auth.sign_out': { id: 'Keluar', en: 'Signed out' },
  'auth.session_ended': { id: 'Sesi diakhiri', en: 'Session ended' },
  'auth.password_changed': { id: 'Kata sandi diganti', en: 'Password changed' },
  'auth.token_reused': {
    id: 'Sesi diakhiri karena tandanya dipakai dua kali',
    en: 'Session ended because its token was used twice',
  },
  'platform.import.stop': {
    id: 'Impor terhenti: yang menerapkannya tidak berwenang lagi',
    en: 'Import stopped: whoever applied it may no longer do so',
  },
}
