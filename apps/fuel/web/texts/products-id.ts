/** The words of the kinds of fuel. */
export const productsId = {
  'products.title': 'Jenis BBM',
  'products.summary':
    'Tiap jenis BBM punya stok sendiri di tiap lokasi. Yang utama dipakai bila jenis tidak disebut.',
  'products.empty': 'Belum ada jenis BBM yang cocok.',
  'products.add': 'Tambah jenis BBM',
  'products.code': 'Kode',
  'products.name': 'Nama',
  'products.default': 'Utama',
  'products.status': 'Status',
  'products.rename': 'Ganti nama',
  'products.rename_title': 'Ganti nama {{name}}',
  'products.make_default': 'Jadikan utama',
  'products.make_default_sentence':
    'Catatan yang tidak menyebut jenis BBM akan masuk ke {{name}}. Yang utama sebelumnya berhenti menjadi utama.',
  'products.activate': 'Aktifkan',
  'products.deactivate': 'Nonaktifkan',
  'products.deactivate_sentence':
    '{{name}} tidak dapat dipakai untuk catatan baru. Riwayatnya tetap ada, dan dapat diaktifkan kembali.',
  'products.added': '{{name}} ditambahkan.',
  'products.saved': 'Perubahan disimpan.',
} as const
