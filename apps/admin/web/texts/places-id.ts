export const placesId = {
  'place.everywhere': 'Seluruh organisasi',
  'place.own': 'Miliknya sendiri',
  'place.one_of': 'Satu {{kind}}',
  'place.reach': 'Jangkauan',
  'place.missing': 'Pilih tempatnya.',
  'place.reach_help': 'Sejauh mana peran ini berlaku.',
} as const
