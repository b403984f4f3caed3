import type { organisationId } from './organisation-id.ts'

export const organisationEn: Record<keyof typeof organisationId, string> = {
  'organisation.title': 'Organisation',
  'organisation.summary': 'What holds for everybody of this organisation.',
  'organisation.history': 'History of changes',
  'organisation.slug': 'Short name',
  'organisation.slug_help': 'Used when signing in and by programs; it cannot be changed.',
  'organisation.status': 'Status',
  'organisation.status_active': 'Active',
  'organisation.status_suspended': 'Suspended',
  'organisation.status_deactivated': 'Closed',
  'organisation.since': 'Since',
  'organisation.zone_help':
    'Times on the screen and the beginning and end of days follow this zone: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT).',
  'organisation.zone_change':
    'The zone changes from {{before}} to {{after}}. For everybody, times on the screen and the bounds of days in filters, reports and the closing of days follow the new zone at once.',
  'organisation.zone_keeps':
    'What is recorded already does not change, and places with a zone of their own keep it.',
  'organisation.saved': 'The changes of the organisation are saved.',
}
