import { problemTexts } from '../problem/problem-texts.ts'

/** The words that every screen has in common, the form that signs in included: they are there from the beginning. */
const id = {
  ...problemTexts.id,
  'action.cancel': 'Batal',
  'action.save': 'Simpan',
  'action.close': 'Tutup',
  'status.loading': 'Memuat',
} as const

const en: Record<keyof typeof id, string> = {
  ...problemTexts.en,
  'action.cancel': 'Cancel',
  'action.save': 'Save',
  'action.close': 'Close',
  'status.loading': 'Loading',
}

export const uiTexts = { id, en }
