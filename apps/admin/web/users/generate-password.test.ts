import { expect, it } from 'vitest'
import { NewPassword } from '../../contract/fields.ts'
import { generatePassword } from './generate-password.ts'

it('is what the contract takes, another one each time, and has no signs that look alike', () => {
  const passwords = Array.from({ length: 200 }, () => generatePassword())
  expect(new Set(passwords).size).toBe(200)
  for (const password of passwords) {
    expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
    expect(password).not.toMatch(/[lo01]/)
    expect(NewPassword.safeParse(password).success).toBe(true)
  }
})

it('uses every sign equally often', () => {
  const counts = new Map<string, number>()
  for (let byte = 0; byte < 256; byte += 1) {
    const [sign = ''] = generatePassword((bytes) => bytes.fill(byte))
    counts.set(sign, (counts.get(sign) ?? 0) + 1)
  }
  expect([counts.size, new Set(counts.values())]).toEqual([32, new Set([8])])
})
