export const organisationId = {
  'organisation.title': 'Organisasi',
  'organisation.summary': 'Berlaku bagi semua orang di organisasi ini.',
  'organisation.history': 'Riwayat perubahan',
  'organisation.slug': 'Nama pendek',
  'organisation.slug_help': 'Dipakai saat masuk dan oleh program; tidak dapat diubah.',
  'organisation.status': 'Status',
  'organisation.status_active': 'Aktif',
  'organisation.status_suspended': 'Ditangguhkan',
  'organisation.status_deactivated': 'Ditutup',
  'organisation.since': 'Sejak',
  'organisation.zone_help':
    'Jam di layar serta awal dan akhir hari mengikuti zona ini: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT).',
  'organisation.zone_change':
    'Zona berubah dari {{before}} ke {{after}}. Untuk semua orang, jam di layar dan batas hari dalam saringan, laporan, dan penutupan hari langsung mengikuti zona baru.',
  'organisation.zone_keeps':
    'Yang sudah tercatat tidak berubah, dan tempat yang punya zonanya sendiri tetap memakai zona itu.',
  'organisation.saved': 'Perubahan organisasi disimpan.',
} as const
