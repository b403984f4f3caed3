/** What the app says: what happened, why, and what to do next. */
export const adminTexts = {
  id: {
    'admin.waits.request': '{{name}} meminta izin: {{permission}}',
    'admin.grant_beyond_own':
      'Anda tidak dapat memberi izin yang tidak Anda miliki sendiri: {{permissions}}. Minta pengelola yang memilikinya.',
    'admin.last_administrator':
      'Ini administrator aktif yang terakhir. Tunjuk administrator lain dulu, lalu ulangi.',
    'admin.not_yourself': 'Anda tidak dapat menonaktifkan diri sendiri. Minta pengelola lain melakukannya.',
    'admin.already_member': 'Orang dengan alamat ini sudah menjadi pengguna organisasi ini.',
    'admin.email_elsewhere':
      'Alamat e-mail ini milik akun di organisasi lain. Pakai alamat lain, atau minta pengelola platform menambahkannya.',
    'admin.username_taken': 'Nama pengguna ini sudah dipakai. Pilih nama lain.',
    'admin.account_shared':
      'Kata sandi orang ini juga berlaku di luar organisasi Anda, jadi hanya ia sendiri yang dapat menggantinya.',
    'admin.role_unknown': 'Peran tidak ditemukan di organisasi ini.',
    'admin.role_key_taken': 'Kunci peran ini sudah dipakai. Pilih kunci lain.',
    'admin.role_in_use':
      'Peran ini masih dipakai {{assignments}} penugasan. Cabut semuanya dulu, lalu hapus.',
    'admin.permission_unknown': 'Izin {{permission}} tidak ada. Periksa tulisannya.',
    'admin.scope_unknown': 'Jangkauan ({{kind}}) itu tidak ditemukan di organisasi ini.',
    'admin.assignment_exists': 'Orang ini sudah memegang peran itu dengan jangkauan yang sama.',
    'admin.period_empty': 'Waktu berakhir harus sesudah waktu mulai dan sesudah sekarang.',
    'admin.already_allowed': 'Anda sudah memiliki izin ini; tidak perlu meminta.',
    'admin.too_many_requests':
      'Anda sudah punya {{most}} permintaan yang belum diputuskan. Tunggu keputusannya dulu.',
    'admin.request_decided': 'Permintaan ini sudah diputuskan orang lain.',
    'admin.own_request': 'Permintaan sendiri harus diputuskan orang lain.',
    'admin.role_lacks_permission':
      'Peran itu tidak berisi izin {{permission}} yang diminta. Pilih peran lain.',
    'admin.zone_unknown': 'Zona waktu itu tidak dikenal. Contoh yang benar: Asia/Makassar.',
  },
  en: {
    'admin.waits.request': '{{name}} asks for permission: {{permission}}',
    'admin.grant_beyond_own':
      'You cannot hand on what you do not hold yourself: {{permissions}}. Ask an administrator who holds it.',
    'admin.last_administrator':
      'This is the last active administrator. Appoint another one first, then try again.',
    'admin.not_yourself': 'You cannot disable yourself. Ask another administrator to do it.',
    'admin.already_member': 'The person with this address is in this organisation already.',
    'admin.email_elsewhere':
      'This e-mail address belongs to an account of another organisation. Use another address, or ask the platform’s administrator to add the person.',
    'admin.username_taken': 'This user name is taken. Choose another.',
    'admin.account_shared':
      'This person’s password also holds outside your organisation, so only they themselves can change it.',
    'admin.role_unknown': 'There is no such role in this organisation.',
    'admin.role_key_taken': 'This role key is taken. Choose another.',
    'admin.role_in_use':
      'This role is still held by {{assignments}} assignments. Remove them first, then delete it.',
    'admin.permission_unknown': 'There is no permission {{permission}}. Check the spelling.',
    'admin.scope_unknown': 'That scope ({{kind}}) is not found in this organisation.',
    'admin.assignment_exists': 'This person holds that role with the same reach already.',
    'admin.period_empty': 'The end must lie after the start and after now.',
    'admin.already_allowed': 'You have this permission already; there is nothing to ask for.',
    'admin.too_many_requests': 'You have {{most}} requests that wait for a decision. Wait for those first.',
    'admin.request_decided': 'Somebody else has decided this request already.',
    'admin.own_request': 'Your own request must be decided by somebody else.',
    'admin.role_lacks_permission':
      'That role does not hold the permission {{permission}} that was asked for. Choose another role.',
    'admin.zone_unknown': 'That time zone is not known. A right one looks like Asia/Makassar.',
  },
}
