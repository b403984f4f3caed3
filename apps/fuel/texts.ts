/** What the app says: what happened, why, and what to do next. */
export const fuelTexts = {
  id: {
    'fuel.stock_insufficient':
      'Stok tidak cukup: tersisa {{availableLitres}} L, diminta {{requestedLitres}} L.',
    'fuel.site_not_found': 'Lokasi tidak ditemukan. Periksa kode lokasinya.',
    'fuel.product_not_found': 'Jenis BBM tidak ditemukan. Periksa kode jenisnya.',
    'fuel.entry_not_found': 'Baris buku stok tidak ditemukan.',
    'fuel.entry_not_own': 'Baris ini dicatat orang lain. Minta admin BBM membatalkannya.',
    'fuel.reversal_too_late':
      'Catatan sendiri hanya dapat dibatalkan dalam {{minutes}} menit setelah dicatat. Minta admin BBM membatalkannya.',
    'fuel.own_reversal_off':
      'Di organisasi ini hanya admin BBM yang membatalkan baris buku stok. Minta admin BBM membatalkannya.',
    'fuel.no_site_assigned':
      'Anda belum ditugaskan di lokasi mana pun, jadi pemakaian tidak dapat dicatat. Minta admin BBM menugaskan Anda.',
    'fuel.site_ambiguous':
      'Anda ditugaskan di {{sites}} lokasi, jadi lokasi pemakaian tidak pasti. Minta admin BBM mencatatkannya.',
    'fuel.location_required': 'Sebutkan kode lokasinya.',
    'fuel.site_inactive': 'Lokasi {{location}} sudah tidak aktif; tidak ada yang dapat dicatat di sana.',
    'fuel.site_not_empty':
      'Lokasi masih menyimpan {{balanceLitres}} L. Kosongkan atau koreksi stoknya dulu, lalu nonaktifkan.',
    'fuel.site_code_taken': 'Kode lokasi ini sudah dipakai. Pilih kode lain.',
    'fuel.product_code_taken': 'Kode jenis BBM ini sudah dipakai. Pilih kode lain.',
    'fuel.product_inactive': 'Jenis BBM {{product}} sudah tidak aktif.',
    'fuel.product_is_default':
      'Jenis BBM utama harus aktif dan selalu ada. Jadikan jenis lain yang aktif sebagai utama dulu.',
    'fuel.product_not_empty': 'Masih ada {{balanceLitres}} L jenis BBM ini di suatu lokasi.',
    'fuel.zone_unknown': 'Zona waktu {{zone}} tidak dikenal. Contoh yang benar: Asia/Makassar.',
    'fuel.zone_in_use':
      'Zona waktu tidak dapat diubah karena lokasi sudah punya catatan stok per hari. Buat lokasi baru bila perlu.',
    'fuel.range_reversed': 'Tanggal awal {{startDate}} setelah tanggal akhir {{endDate}}. Tukar keduanya.',
    'fuel.range_too_long': 'Rentang tanggal paling panjang {{maximumDays}} hari.',
    'fuel.range_incomplete': 'Isi tanggal awal dan akhir bersama-sama, atau jumlah hari saja.',
    'fuel.export_too_large':
      'Berkas XLSX paling banyak {{maximumRows}} baris, sedangkan yang diminta {{rows}}. Persempit tanggalnya atau pilih CSV.',
    'fuel.capacity_repeated': 'Jenis BBM {{product}} tertulis dua kali. Gabungkan kapasitasnya.',
    'fuel.waits.empty': '{{site}}: {{product}} habis',
    'fuel.waits.low': '{{site}}: {{product}} menipis, tersisa {{litres}} L',
    'fuel.waits.low_days': '{{site}}: {{product}} menipis, {{days}} hari lagi',
    'fuel.waits.low_today': '{{site}}: {{product}} menipis, habis dalam kurang dari sehari',
    'fuel.mail.low.subject': 'Stok {{product}} di {{location}} menipis',
    'fuel.mail.low.text':
      'Stok {{product}} di {{location}} tinggal {{balanceLitres}} L, di bawah batas {{thresholdLitres}} L.\n\nRencanakan pengisian, atau ubah batasnya di pengaturan lokasi.\n\n{{link}}\n',
    'fuel.mail.empty.subject': 'Stok {{product}} di {{location}} habis',
    'fuel.mail.empty.text':
      'Stok {{product}} di {{location}} menurut buku sudah habis.\n\nRencanakan pengisian, atau catat yang sudah masuk tetapi belum dibukukan.\n\n{{link}}\n',
  },
  en: {
    'fuel.stock_insufficient':
      'Not enough stock: {{availableLitres}} L left, {{requestedLitres}} L requested.',
    'fuel.site_not_found': 'There is no such location. Check its code.',
    'fuel.product_not_found': 'There is no such fuel product. Check its code.',
    'fuel.entry_not_found': 'There is no such line in the stock book.',
    'fuel.entry_not_own': 'Somebody else recorded this line. Ask a fuel administrator to reverse it.',
    'fuel.reversal_too_late':
      'One’s own line can be reversed within {{minutes}} minutes of recording it. Ask a fuel administrator to reverse it.',
    'fuel.own_reversal_off':
      'In this organisation only fuel administrators reverse lines of the stock book. Ask one of them to reverse it.',
    'fuel.no_site_assigned':
      'You are not assigned to a location yet, so use cannot be recorded. Ask a fuel administrator to assign you.',
    'fuel.site_ambiguous':
      'You are assigned to {{sites}} locations, so it is not certain which one you mean. Ask a fuel administrator to record it.',
    'fuel.location_required': 'Name the location by its code.',
    'fuel.site_inactive': 'Location {{location}} is no longer active; nothing can be recorded there.',
    'fuel.site_not_empty':
      'The location still holds {{balanceLitres}} L. Empty it or correct its stock first, then deactivate it.',
    'fuel.site_code_taken': 'This location code is taken. Choose another.',
    'fuel.product_code_taken': 'This product code is taken. Choose another.',
    'fuel.product_inactive': 'Fuel product {{product}} is no longer active.',
    'fuel.product_is_default':
      'The default product must be active and there is always one. Make another active product the default first.',
    'fuel.product_not_empty': 'There are still {{balanceLitres}} L of this product at a location.',
    'fuel.zone_unknown': 'Time zone {{zone}} is not known. A right one looks like Asia/Makassar.',
    'fuel.zone_in_use':
      'The time zone cannot change because the location has a daily stock book already. Make a new location if you need one.',
    'fuel.range_reversed': 'The start date {{startDate}} is after the end date {{endDate}}. Swap them.',
    'fuel.range_too_long': 'A range of dates is at most {{maximumDays}} days.',
    'fuel.range_incomplete': 'Give a start date and an end date together, or a number of days alone.',
    'fuel.export_too_large':
      'An XLSX file holds at most {{maximumRows}} rows and {{rows}} were asked for. Narrow the dates or choose CSV.',
    'fuel.capacity_repeated': 'Fuel product {{product}} is listed twice. Add its capacities together.',
    'fuel.waits.empty': '{{site}}: {{product}} is empty',
    'fuel.waits.low': '{{site}}: {{product}} is running low, {{litres}} L left',
    'fuel.waits.low_days': '{{site}}: {{product}} is running low, days left: {{days}}',
    'fuel.waits.low_today': '{{site}}: {{product}} is running low, empty in less than a day',
    'fuel.mail.low.subject': '{{product}} at {{location}} is running low',
    'fuel.mail.low.text':
      '{{product}} at {{location}} is down to {{balanceLitres}} L, below the threshold of {{thresholdLitres}} L.\n\nPlan a refill, or change the threshold in the settings of the location.\n\n{{link}}\n',
    'fuel.mail.empty.subject': 'No {{product}} left at {{location}}',
    'fuel.mail.empty.text':
      'By the book there is no {{product}} left at {{location}}.\n\nPlan a refill, or record what has arrived and is not in the book yet.\n\n{{link}}\n',
  },
} as const satisfies Record<'id' | 'en', Record<string, string>>
