import { textsOf } from '@lumbung/ui'

const id = {
  'signin.title': 'Masuk',
  'signin.lead': 'Catat sekali di tempat kerja, terbaca oleh semua yang berhak.',
  'signin.login': 'E-mail atau nama pengguna',
  'signin.password': 'Kata sandi',
  'signin.show_password': 'Tampilkan kata sandi',
  'signin.caps_lock': 'Caps Lock menyala.',
  'signin.submit': 'Masuk',
  'signin.missing_login': 'Isi e-mail atau nama pengguna Anda.',
  'signin.missing_password': 'Isi kata sandi Anda.',
  'signin.forgotten': 'Lupa kata sandi? Minta pengelola organisasi Anda menetapkan yang baru.',
  'signin.wait_one': 'Coba lagi {{count}} detik lagi',
  'signin.wait_other': 'Coba lagi {{count}} detik lagi',
  'signin.choose_title': 'Pilih organisasi',
  'signin.choose_lead': 'Akun Anda terdaftar di beberapa organisasi.',
  'signin.last_used': 'terakhir dipakai',
  'signin.language': 'Bahasa',
} as const

const en: Record<keyof typeof id, string> = {
  'signin.title': 'Sign in',
  'signin.lead': 'Recorded once where the work is done, read by everybody who may.',
  'signin.login': 'E-mail or user name',
  'signin.password': 'Password',
  'signin.show_password': 'Show the password',
  'signin.caps_lock': 'Caps Lock is on.',
  'signin.submit': 'Sign in',
  'signin.missing_login': 'Enter your e-mail address or user name.',
  'signin.missing_password': 'Enter your password.',
  'signin.forgotten': 'Forgotten your password? Ask an administrator of your organisation to set a new one.',
  'signin.wait_one': 'Try again in {{count}} second',
  'signin.wait_other': 'Try again in {{count}} seconds',
  'signin.choose_title': 'Choose an organisation',
  'signin.choose_lead': 'Your account belongs to several organisations.',
  'signin.last_used': 'used last',
  'signin.language': 'Language',
}

export const doorTexts = { id, en }
export const useDoorTexts = textsOf<keyof typeof id>('door')
