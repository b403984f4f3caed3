import type { settingsId } from './settings-id.ts'

export const settingsEn: Record<keyof typeof settingsId, string> = {
  'settings.title': 'Fuel settings',
  'settings.summary': 'They hold for all sites of this organisation.',
  'settings.stock': 'Stock and dips',
  'settings.saved': 'The settings are saved.',
  'settings.book': 'Closing the books and back-dating',
  'settings.book_summary':
    'Nothing can be recorded or reversed on a closed day. Back-dating is limited so that reported figures stay as they are.',
  'settings.book_closed': 'The books are closed through {{day}}.',
  'settings.book_limit': 'Back-dating goes back {{days}} days at most.',
  'settings.book_open': 'No day is closed yet.',
  'settings.book_close_sure':
    'On {{day}} and before it nothing can be recorded, changed or reversed any more, at any site.',
  'settings.book_reopen_sure':
    'Closed days are opened again, and figures that were reported may change. This needs a permission of its own.',
  'settings.integrity': 'Integrity of the stock book',
  'settings.integrity_summary':
    'Each line of the book is locked to the line before it. The check recomputes all lines, balances and daily sums.',
  'settings.integrity_run': 'Check now',
  'settings.integrity_running': 'Checking …',
  'settings.integrity_intact': 'Intact: {{movements}} lines of {{accounts}} books agree.',
  'settings.integrity_broken':
    'Not intact: of {{movements}} lines in {{accounts}} books the first that does not agree is line {{seq}}. Tell those who run the system, with the detail below.',
  'settings.integrity_detail': 'Book {{account}}, line {{seq}}: {{what}}',
}
