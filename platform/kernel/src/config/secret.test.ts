import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from './config.ts'
import { newSecret, weaknessOf } from './secret.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lumbung-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const load = (env: Record<string, string> = {}) => loadConfig({ LUMBUNG_DATA: folder, ...env })

describe('a secret', () => {
  it.each([
    ['', 'is empty'],
    ['x7Kq9-short', 'has fewer than 32 characters'],
    ['a'.repeat(40), 'is made of too few different characters'],
    ['ab'.repeat(19), 'is made of too few different characters'],
    ['0123456789abcdef'.repeat(3), 'is one word over and over'],
    ['my-very-own-Secret-0123456789-abcdef', 'holds a guessable word'],
  ])('%j is refused, wherever it is kept', (secret, why) => {
    expect(weaknessOf(secret)).toBe(why)
    if (secret !== '') expect(() => load({ LUMBUNG_SECRET: secret })).toThrow(/LUMBUNG_SECRET/)
    writeFileSync(join(folder, 'secret.key'), `${secret}\n`)
    expect(() => load()).toThrow(`secret.key ${why}`)
  })

  it('of random characters is fit for use, hexadecimal ones too', () => {
    for (let round = 0; round < 200; round += 1) {
      expect(weaknessOf(newSecret())).toBeNull()
      expect(weaknessOf(Buffer.from(newSecret()).toString('hex').slice(0, 64))).toBeNull()
    }
  })
})

describe('the kept secret', () => {
  it('is made once, whole, for its owner alone', () => {
    const { secret } = load()
    expect(load().secret).toBe(secret)
    expect(readFileSync(join(folder, 'secret.key'), 'utf8')).toBe(`${secret}\n`)
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder)).toEqual(['secret.key'])
  })

  it('says what to do where a full disk left an empty file', () => {
    writeFileSync(join(folder, 'secret.key'), '')
    expect(() => load()).toThrow(/is empty.*backup.*secret rotate/)
  })
})
