export const ledgerTexts = {
  id: {
    'ledger.insufficient': 'Stok tidak cukup: diminta {{requested}}, yang dapat dipakai {{available}}.',
    'ledger.later_day_negative':
      'Mutasi bertanggal mundur ini membuat saldo tanggal {{day}} menjadi {{lowest}}. Kurangi jumlahnya atau perbaiki mutasi sesudahnya lebih dahulu.',
    'ledger.future_date': 'Waktu mutasi masih di masa depan. Pakai waktu sekarang atau sebelumnya.',
    'ledger.closed_period':
      'Buku sudah ditutup sampai {{closedThrough}}. Pakai tanggal sesudahnya, atau minta periode itu dibuka kembali.',
    'ledger.backdate_too_old':
      'Tanggal mundur paling jauh {{limitDays}} hari. Pakai tanggal yang lebih baru.',
    'ledger.already_reversed': 'Mutasi ini sudah pernah dibatalkan.',
    'ledger.not_reversible': 'Pembatalan tidak dapat dibatalkan lagi. Catat mutasinya sebagai mutasi baru.',
    'ledger.movement_unknown': 'Mutasi tidak ditemukan.',
    'ledger.would_go_negative': 'Perubahan ini membuat saldo kurang dari nol; tidak ada yang disimpan.',
    'ledger.closing_too_late':
      'Buku hanya dapat ditutup sampai {{latest}}, karena hari ini masih berjalan. Pilih tanggal itu atau sebelumnya.',
  },
  en: {
    'ledger.insufficient': 'Not enough stock: {{requested}} requested, {{available}} available.',
    'ledger.later_day_negative':
      'This back-dated movement would bring the balance of {{day}} to {{lowest}}. Lower the amount or correct the later movements first.',
    'ledger.future_date':
      'The time of this movement lies in the future. Use the present time or an earlier one.',
    'ledger.closed_period':
      'The books are closed through {{closedThrough}}. Use a later date, or ask for the period to be reopened.',
    'ledger.backdate_too_old': 'A movement may be dated at most {{limitDays}} days back. Use a later date.',
    'ledger.already_reversed': 'This movement has already been reversed.',
    'ledger.not_reversible': 'A reversal cannot be reversed. Record the movement anew instead.',
    'ledger.movement_unknown': 'There is no such movement.',
    'ledger.would_go_negative': 'This would bring the balance below zero; nothing was saved.',
    'ledger.closing_too_late':
      'The books can be closed through {{latest}} at the latest, because today is not over. Choose that day or an earlier one.',
  },
}
