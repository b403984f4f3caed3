/** The words of the settings of fuel and of its book. */
export const settingsId = {
  'settings.title': 'Pengaturan BBM',
  'settings.summary': 'Berlaku untuk semua lokasi organisasi ini.',
  'settings.stock': 'Stok dan sounding',
  'settings.saved': 'Pengaturan disimpan.',
  'settings.book': 'Tutup buku dan tanggal mundur',
  'settings.book_summary':
    'Hari yang sudah ditutup tidak dapat dicatat atau dibatalkan lagi. Tanggal mundur dibatasi agar angka yang sudah dilaporkan tidak berubah.',
  'settings.book_closed': 'Buku ditutup sampai {{day}}.',
  'settings.book_limit': 'Tanggal mundur paling lama {{days}} hari.',
  'settings.book_open': 'Belum ada hari yang ditutup.',
  'settings.book_close_sure':
    'Sampai dan dengan {{day}} tidak ada lagi yang dapat dicatat, diubah, atau dibatalkan di semua lokasi.',
  'settings.book_reopen_sure':
    'Hari yang sudah ditutup dibuka kembali, dan angka yang sudah dilaporkan dapat berubah. Ini memerlukan izin tersendiri.',
  'settings.integrity': 'Keutuhan buku stok',
  'settings.integrity_summary':
    'Setiap baris buku terkunci pada baris sebelumnya. Pemeriksaan menghitung ulang semua baris, saldo, dan rekap harian.',
  'settings.integrity_run': 'Periksa sekarang',
  'settings.integrity_running': 'Sedang memeriksa …',
  'settings.integrity_intact': 'Utuh: {{movements}} baris dari {{accounts}} buku cocok.',
  'settings.integrity_broken':
    'Tidak cocok: dari {{movements}} baris di {{accounts}} buku, ketidakcocokan pertama ada di baris ke-{{seq}}. Hubungi pengelola sistem dan sebutkan keterangan di bawah.',
  'settings.integrity_detail': 'Buku {{account}}, baris {{seq}}: {{what}}',
} as const
