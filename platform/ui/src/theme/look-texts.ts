/** The words of how the console looks to a person on their device. */
const id = {
  'look.language': 'Bahasa',
  'look.appearance': 'Tampilan',
  'look.light': 'Terang',
  'look.dark': 'Gelap',
  'look.auto': 'Ikuti perangkat',
} as const

const en: Record<keyof typeof id, string> = {
  'look.language': 'Language',
  'look.appearance': 'Appearance',
  'look.light': 'Light',
  'look.dark': 'Dark',
  'look.auto': 'As the device',
}

export const lookTexts = { id, en }
