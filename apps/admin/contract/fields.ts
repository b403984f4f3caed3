import { choice, Instant, Locale, line, Zone } from '@lumbung/contract'
import { z } from 'zod'

/** Fields that several operations share, with the words that forms, filters and headers of files show. */
export const NAME = { label: { id: 'Nama', en: 'Name' } }
export const EMAIL = { label: { id: 'E-mail', en: 'E-mail' } }
export const USERNAME = { label: { id: 'Nama pengguna', en: 'User name' } }
export const PERSON = { label: { id: 'Pengguna', en: 'Person' } }
export const ROLE = { label: { id: 'Peran', en: 'Role' } }
export const PERMISSION = { label: { id: 'Izin', en: 'Permission' } }
export const STATUS = { label: { id: 'Status', en: 'Status' } }

export const NameField = line(120).meta(NAME)

export const LocaleField = Locale.meta({ label: { id: 'Bahasa', en: 'Language' } })

export const ZoneField = Zone.meta({
  label: { id: 'Zona waktu', en: 'Time zone' },
  help: {
    id: 'Hari kerja berganti menurut zona ini: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT).',
    en: 'Business days change by this zone: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT).',
  },
})

export const StartsAtField = Instant.meta({
  label: { id: 'Mulai berlaku', en: 'Holds from' },
  help: { id: 'Sekarang bila dikosongkan.', en: 'Now where it is left empty.' },
})

export const EndsAtField = Instant.meta({
  label: { id: 'Berlaku sampai', en: 'Holds until' },
  help: { id: 'Seterusnya bila dikosongkan.', en: 'For good where it is left empty.' },
})

/** A password as it is set; one that is only compared has no rule. The server refuses common and personal ones too. */
export const NewPassword = z
  .string()
  .min(12)
  .max(200)
  .meta({
    label: { id: 'Kata sandi baru', en: 'New password' },
    help: {
      id: 'Paling sedikit 12 karakter; beberapa kata acak mudah diingat. Jangan memakai nama atau alamat pemiliknya, atau yang sering dipakai orang.',
      en: 'At least 12 characters; a few random words are easy to remember. Not the owner’s name or address, nor what many people use.',
    },
  })

export const TenantStatus = choice({
  active: { id: 'Aktif', en: 'Active' },
  suspended: { id: 'Ditangguhkan', en: 'Suspended' },
  deactivated: { id: 'Ditutup', en: 'Closed' },
}).meta(STATUS)
