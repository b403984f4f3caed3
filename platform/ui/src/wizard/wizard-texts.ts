/** The words of the wizard and of progress. */
const id = {
  'wizard.steps': 'Langkah',
  'wizard.step_of': 'Langkah {{number}} dari {{count}}',
  'wizard.done': 'selesai',
  'wizard.not_yet': 'belum dapat dibuka',
  'wizard.progress_of': '{{done}} dari {{total}}',
  'wizard.progress_so_far': '{{done}} sejauh ini',
  'wizard.rate': '{{rate}} per detik',
  'wizard.remaining': 'kira-kira {{span}} lagi',
  'wizard.nearly_there': 'hampir selesai',
} as const

const en: Record<keyof typeof id, string> = {
  'wizard.steps': 'Steps',
  'wizard.step_of': 'Step {{number}} of {{count}}',
  'wizard.done': 'done',
  'wizard.not_yet': 'cannot be opened yet',
  'wizard.progress_of': '{{done}} of {{total}}',
  'wizard.progress_so_far': '{{done}} so far',
  'wizard.rate': '{{rate}} per second',
  'wizard.remaining': 'about {{span}} left',
  'wizard.nearly_there': 'nearly there',
}

export const wizardTexts = { id, en }
