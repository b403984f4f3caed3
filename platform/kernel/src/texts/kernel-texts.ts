/** What the kernel itself says: short, polite, active; what happened, why, and what to do. */
export const kernelTexts = {
  id: {
    'platform.unreadable': 'Permintaan tidak dapat dibaca: {{reason}}.',
    'platform.invalid_input': 'Ada isian yang belum benar. Perbaiki isian yang ditandai lalu kirim lagi.',
    'platform.body_too_large': 'Data yang dikirim terlalu besar; batasnya {{limitBytes}} byte.',
    'platform.unsupported_media_type': 'Jenis isi tidak didukung; kirim sebagai {{expected}}.',
    'platform.unauthenticated': 'Anda belum masuk, atau tanda masuk tidak berlaku. Silakan masuk lagi.',
    'platform.sign_in_refused':
      'Nama masuk atau kata sandi tidak cocok. Periksa lagi; setelah beberapa kali salah, tunggu 15 menit.',
    'platform.session_expired': 'Sesi Anda sudah berakhir. Silakan masuk lagi.',
    'platform.forbidden':
      'Anda tidak berwenang untuk ini (izin {{permission}}). Anda dapat meminta izin kepada pengelola.',
    'platform.not_found': 'Data tidak ditemukan.',
    'platform.unknown_route': 'Alamat ini tidak ada.',
    'platform.method_not_allowed': 'Alamat ini hanya menerima {{allowed}}.',
    'platform.wrong_process': 'Bagian ini tidak dilayani proses ini. {{hint}}',
    'platform.stale_version':
      'Data sudah diubah orang lain (versi {{actual}}, Anda memakai {{expected}}). Muat ulang lalu coba lagi.',
    'platform.version_required': 'Sertakan versi data yang Anda ubah pada header If-Match.',
    'platform.duplicate': 'Data yang sama sudah ada.',
    'platform.view_name_taken':
      'Anda sudah punya tampilan dengan nama ini untuk daftar ini. Pilih nama lain.',
    'platform.too_many_views':
      'Anda sudah menyimpan {{most}} tampilan untuk daftar ini. Hapus yang tidak dipakai dulu.',
    'platform.still_referenced': 'Data ini masih dipakai atau merujuk data yang tidak ada.',
    'platform.idempotency_key_reused':
      'Kunci Idempotency-Key ini sudah dipakai untuk permintaan lain. Pakai kunci baru.',
    'platform.busy': 'Data sedang diubah permintaan lain. Coba lagi dalam {{retryAfterSeconds}} detik.',
    'platform.cursor_invalid': 'Penanda halaman tidak dikenal. Mulai lagi dari halaman pertama.',
    'platform.page_too_deep':
      'Nomor halaman hanya sampai {{mostRows}} baris pertama. Untuk yang lebih jauh, pakai cursor dari nextCursor.',
    'platform.out_of_range': 'Hasil hitungan melampaui batas angka yang dapat disimpan.',
    'platform.rate_limited': 'Terlalu banyak permintaan. Coba lagi dalam {{retryAfterSeconds}} detik.',
    'platform.unavailable':
      'Layanan sedang tidak dapat dipakai. Coba lagi dalam {{retryAfterSeconds}} detik.',
    'platform.bug':
      'Terjadi kesalahan pada sistem kami. Tidak ada yang tersimpan; sebutkan kode lacak saat melapor.',
    'field.required': 'Wajib diisi.',
    'field.unknown': 'Isian ini tidak dikenal.',
    'field.type': 'Jenis isian salah; seharusnya {{expected}}.',
    'field.too_small': 'Paling kecil {{minimum}}.',
    'field.too_big': 'Paling besar {{maximum}}.',
    'field.too_short': 'Paling sedikit {{minimum}} karakter.',
    'field.too_long': 'Paling banyak {{maximum}} karakter.',
    'field.too_few': 'Paling sedikit {{minimum}} isian.',
    'field.too_many': 'Paling banyak {{maximum}} isian.',
    'field.decimals': 'Paling banyak {{decimals}} angka di belakang koma.',
    'field.format': 'Bentuk isian salah ({{format}}).',
    'field.choice': 'Pilih salah satu: {{choices}}.',
    'field.password_wrong': 'Kata sandi tidak cocok. Setelah beberapa kali salah, tunggu 15 menit.',
    'field.password_common': 'Kata sandi ini terlalu sering dipakai orang. Pilih yang lain.',
    'field.password_personal': 'Kata sandi jangan berisi nama atau alamat Anda sendiri.',
    'field.invalid': 'Isian tidak benar.',
  },
  en: {
    'platform.unreadable': 'The request cannot be read: {{reason}}.',
    'platform.invalid_input': 'Some fields are not right yet. Correct the marked ones and send again.',
    'platform.body_too_large': 'What was sent is too large; the limit is {{limitBytes}} bytes.',
    'platform.unsupported_media_type': 'This kind of content is not supported; send {{expected}}.',
    'platform.unauthenticated': 'You are not signed in, or the token is not valid. Please sign in again.',
    'platform.sign_in_refused':
      'The sign-in name or the password is not right. Check both; after several mistakes wait 15 minutes.',
    'platform.session_expired': 'Your session has ended. Please sign in again.',
    'platform.forbidden':
      'You are not allowed to do this (permission {{permission}}). You can ask an administrator for it.',
    'platform.not_found': 'Not found.',
    'platform.unknown_route': 'There is nothing at this address.',
    'platform.method_not_allowed': 'This address only takes {{allowed}}.',
    'platform.wrong_process': 'This process does not serve that. {{hint}}',
    'platform.stale_version':
      'Somebody else has changed this (version {{actual}}, you sent {{expected}}). Reload and try again.',
    'platform.version_required': 'Send the version that you are changing in the If-Match header.',
    'platform.duplicate': 'The same already exists.',
    'platform.view_name_taken': 'You have a view of this name for this list already. Choose another name.',
    'platform.too_many_views':
      'You have saved {{most}} views of this list already. Delete those that you do not use first.',
    'platform.still_referenced': 'This is still in use, or refers to something that does not exist.',
    'platform.idempotency_key_reused': 'This Idempotency-Key was used for another request. Use a new one.',
    'platform.busy': 'Another request is changing this. Try again in {{retryAfterSeconds}} seconds.',
    'platform.cursor_invalid': 'This page marker is not known. Start again from the first page.',
    'platform.page_too_deep':
      'Page numbers reach the first {{mostRows}} rows only. Beyond them, use the cursor in nextCursor.',
    'platform.out_of_range': 'The result is beyond the numbers that can be kept.',
    'platform.rate_limited': 'Too many requests. Try again in {{retryAfterSeconds}} seconds.',
    'platform.unavailable':
      'The service cannot be used just now. Try again in {{retryAfterSeconds}} seconds.',
    'platform.bug':
      'Something went wrong on our side. Nothing was saved; quote the trace id when you report it.',
    'field.required': 'This is required.',
    'field.unknown': 'This field is not known.',
    'field.type': 'Wrong type; expected {{expected}}.',
    'field.too_small': 'At least {{minimum}}.',
    'field.too_big': 'At most {{maximum}}.',
    'field.too_short': 'At least {{minimum}} characters.',
    'field.too_long': 'At most {{maximum}} characters.',
    'field.too_few': 'At least {{minimum}} entries.',
    'field.too_many': 'At most {{maximum}} entries.',
    'field.decimals': 'At most {{decimals}} decimal places.',
    'field.format': 'Wrong form ({{format}}).',
    'field.choice': 'Choose one of: {{choices}}.',
    'field.password_wrong': 'The password does not match. After several wrong tries, wait 15 minutes.',
    'field.password_common': 'Too many people use this password. Choose another.',
    'field.password_personal': 'A password must not be your own name or address.',
    'field.invalid': 'This is not right.',
  },
} as const satisfies Record<'id' | 'en', Record<string, string>>
