import { type FieldFault, raise } from '@lumbung/contract'
import { invalidInput } from '../../contract/problems.ts'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 200

/** Whose password it is: its own words are the first that a stranger tries. */
export interface PasswordOwner {
  email: string
  name: string
  username: string | null
}

/** What people choose when twelve characters are asked for; compared in lower case. */
const COMMON = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234567890',
  '0123456789ab',
  '098765432109',
  '123123123123',
  '112233445566',
  '123qweasdzxc',
  '1q2w3e4r5t6y',
  '1q2w3e4r5t6y7u8i',
  '1qaz2wsx3edc',
  '1qaz2wsx3edc4rfv',
  'zaq12wsxcde3',
  'qazwsxedcrfv',
  'qazwsx123456',
  'qweasdzxc123',
  'qwerty123456',
  'qwerty12345678',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiop[]',
  'qwertyuiopasdfghjkl',
  'qwertyqwerty',
  'asdfghjkl123',
  'asdfghjklqwe',
  'zxcvbnm12345',
  'abcdefghijkl',
  'abcdefghijklmnop',
  'abcd12345678',
  'abc123456789',
  'abc123abc123',
  'a1b2c3d4e5f6',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'password@123',
  'password2024',
  'password2025',
  'password2026',
  'passw0rd1234',
  'p@ssw0rd1234',
  'p@ssword1234',
  'mypassword123',
  'administrator',
  'administrator1',
  'administrator123',
  'admin1234567',
  'admin12345678',
  'adminadmin123',
  'adminadminadmin',
  'letmein12345',
  'letmeinletmein',
  'welcome12345',
  'welcome123456',
  'changeme1234',
  'changemenow1',
  'iloveyou1234',
  'iloveyou12345',
  'iloveyouforever',
  'trustno1trustno1',
  'monkey123456',
  'dragon123456',
  'sunshine1234',
  'princess1234',
  'football1234',
  'superman1234',
  'michael12345',
  'correcthorsebatterystaple',
  'indonesia123',
  'indonesia1945',
  'indonesiaraya',
  'bismillah123',
  'bismillahirrahmanirrahim',
  'bismillah1234',
  'alhamdulillah',
  'alhamdulillah1',
  'assalamualaikum',
  'sayangkamu123',
  'sayangsayang',
  'rahasia12345',
  'rahasia123456',
  'katasandi123',
  'katasandi1234',
  'akucintakamu',
  'akusayangkamu',
  'terserahkamu',
  'semangat1234',
  'merdeka12345',
  'garuda123456',
  'jakarta12345',
  'makassar1234',
  'surabaya1234',
  'bandung12345',
  'lumbung12345',
  'lumbunglumbung',
])

/** Throws `platform.invalid_input` on the field unless the password may be used; composition is the person's choice. */
export function assertPasswordAllowed(password: string, owner: PasswordOwner, field = 'password'): void {
  const fault = faultOfPassword(password, owner)
  if (fault) throw raise(invalidInput, {}, { fields: { [field]: [fault] } })
}

export function faultOfPassword(password: string, owner: PasswordOwner): FieldFault | undefined {
  const characters = [...password].length
  if (characters < SHORTEST_PASSWORD) {
    return { code: 'field.too_short', params: { minimum: SHORTEST_PASSWORD } }
  }
  if (characters > LONGEST_PASSWORD) {
    return { code: 'field.too_long', params: { maximum: LONGEST_PASSWORD } }
  }
  const lower = password.normalize('NFKC').toLowerCase()
  if (COMMON.has(lower) || /^(.{1,3})\1+$/u.test(lower)) return { code: 'field.password_common' }
  if (isOwnWords(lower, owner)) return { code: 'field.password_personal' }
  return undefined
}

/** True when little is left of the password without the person's own name and address. */
function isOwnWords(password: string, owner: PasswordOwner): boolean {
  const email = owner.email.toLowerCase()
  const words = [
    email,
    email.split('@')[0] ?? '',
    owner.username ?? '',
    ...owner.name.toLowerCase().split(/\s+/),
  ]
  let rest = password
  for (const word of words.filter((word) => word.length >= 4).sort((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(word, '')
  }
  return rest.length < 6 && rest.length < password.length
}
