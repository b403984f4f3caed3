/** What the trail says between the words of contracts. */
export const trailTexts = {
  id: {
    'trail.system': 'Sistem',
    'trail.outside': 'Pengelola platform',
    'trail.everywhere': 'Seluruh organisasi',
    'trail.own': 'Miliknya sendiri',
    'trail.nothing': 'kosong',
    'trail.yes': 'Ya',
    'trail.no': 'Tidak',
    'trail.more': '{{count}} lainnya',
    'trail.imported_from': 'Dari impor berkas',
  },
  en: {
    'trail.system': 'The system',
    'trail.outside': 'Administrator of the platform',
    'trail.everywhere': 'The whole organisation',
    'trail.own': 'Their own',
    'trail.nothing': 'empty',
    'trail.yes': 'Yes',
    'trail.no': 'No',
    'trail.more': '{{count}} more',
    'trail.imported_from': 'From the import of',
  },
} as const satisfies Record<'id' | 'en', Record<string, string>>
