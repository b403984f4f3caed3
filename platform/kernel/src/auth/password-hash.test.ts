import { isProblem } from '@lumbung/contract'
import { describe, expect, it } from 'vitest'
import { hashPassword, needsRehash, PASSWORD_COST, verifyPassword } from './password-hash.ts'
import { faultOfPassword } from './password-policy.ts'

const CHEAP = { memoryKiB: 64, passes: 1, lanes: 1 }

describe('a password hash', () => {
  it('is argon2id of at least 19 MiB, two passes, one lane, salted anew each time', async () => {
    expect(PASSWORD_COST.memoryKiB).toBeGreaterThanOrEqual(19_456)
    expect(PASSWORD_COST.passes).toBeGreaterThanOrEqual(2)
    const [one, two] = await Promise.all([hashPassword('kuda baterai'), hashPassword('kuda baterai')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(one).not.toBe(two)
    expect(await verifyPassword('kuda baterai', one)).toBe(true)
    expect(await verifyPassword('kuda baterei', one)).toBe(false)
  })

  it('made elsewhere with other costs is understood, and known to be out of date', async () => {
    const other = await hashPassword('kuda baterai', CHEAP)
    expect(await verifyPassword('kuda baterai', other)).toBe(true)
    expect([needsRehash(other), needsRehash(await hashPassword('x'))]).toEqual([true, false])
  })

  it('reads every character, past 72 bytes too, and one letter typed in two ways as one', async () => {
    const long = 'é'.repeat(100)
    const hash = await hashPassword(`${long}a`, CHEAP)
    expect(await verifyPassword(`${long}b`, hash)).toBe(false)
    expect(await verifyPassword(`${'e\u0301'.repeat(100)}a`, hash)).toBe(true)
  })

  it('that is missing matches nothing', async () => {
    expect(await verifyPassword('', null)).toBe(false)
    expect(await verifyPassword('anything at all', null)).toBe(false)
  })

  it('is refused for the moment when too many wait already, and works again afterwards', async () => {
    const results = await Promise.allSettled(Array.from({ length: 90 }, () => hashPassword('x', CHEAP)))
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(30)
    for (const { reason } of refused as PromiseRejectedResult[]) {
      expect(isProblem(reason) && reason.code).toBe('platform.unavailable')
    }
    await expect(hashPassword('x', CHEAP)).resolves.toBeTruthy()
  })
})

describe('the password policy', () => {
  const owner = { email: 'siti.aminah@contoh.test', name: 'Siti Aminah', username: 'saminah' }

  it.each([
    ['sebelas-hrf', 'field.too_short'],
    ['x'.repeat(7) + 'y'.repeat(194), 'field.too_long'],
    ['Password1234', 'field.password_common'],
    ['abcabcabcabcabc', 'field.password_common'],
    ['siti.aminah@contoh.test', 'field.password_personal'],
    ['SitiAminah123', 'field.password_personal'],
    ['saminah-saminah', 'field.password_personal'],
  ])('refuses %s', (password, code) => {
    expect(faultOfPassword(password, owner)?.code).toBe(code)
  })

  it.each([
    'empat kata acak saja',
    'aaaaaaaaaaab',
    '🌾🌾🐃🐃🌧🌧🛖🛖🌱🌱🍚🥥',
    'siti makan nasi pagi',
    'y'.repeat(99) + 'x'.repeat(101),
  ])('asks for no composition: %s', (password) => {
    expect(faultOfPassword(password, owner)).toBeUndefined()
  })
})
