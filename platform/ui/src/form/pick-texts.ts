/** The words of choosing a row of a list. */
const id = {
  'pick.more': 'Masih ada lagi; ketik untuk mencari',
  'pick.cut': 'Hanya {{count}} yang pertama',
  'pick.searching': 'Mencari…',
  'pick.nothing': 'Tidak ada yang cocok.',
  'pick.failed': 'Pilihan gagal dimuat. Coba lagi',
} as const

const en: Record<keyof typeof id, string> = {
  'pick.more': 'There are more; type to search',
  'pick.cut': 'Only the first {{count}}',
  'pick.searching': 'Searching…',
  'pick.nothing': 'Nothing matches.',
  'pick.failed': 'The choices could not be loaded. Try again',
}

export const pickTexts = { id, en }
