import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileWholeSync } from '../files/write-whole-sync.ts'
import { ConfigError } from './config-error.ts'

export const SHORTEST_SECRET = 32
/** 32 random hexadecimal digits have some 14 different ones, and fewer than 8 less than once in a billion. */
const FEWEST_CHARACTERS = 8
const GUESSABLE = /secret|changeme|password|lumbung-dev/i

/** Why a secret could be guessed, in words that end "the secret …"; null where it is fit for use. */
export function weaknessOf(secret: string): string | null {
  if (secret === '') return 'is empty'
  if (secret.length < SHORTEST_SECRET) return `has fewer than ${SHORTEST_SECRET} characters`
  if (new Set(secret).size < FEWEST_CHARACTERS) return 'is made of too few different characters'
  if (isRepetition(secret)) return 'is one word over and over'
  return GUESSABLE.test(secret) ? 'holds a guessable word' : null
}

/** Whether it is a first part, at most half as long, again and again. */
function isRepetition(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (text.slice(period) === text.slice(0, -period)) return true
  }
  return false
}

export function newSecret(): string {
  return randomBytes(48).toString('base64url')
}

export function secretFile(dataFolder: string): string {
  return join(dataFolder, 'secret.key')
}

/**
 * The secret in the data folder, made at the first start and readable by the owner alone. It appears whole or not at
 * all; one that a full disk or an editor cut short is refused, since tokens and database passwords follow from it.
 */
export function keptSecret(dataFolder: string): string {
  const file = secretFile(dataFolder)
  const kept = readIfThere(file) ?? made(file)
  const weakness = weaknessOf(kept)
  if (weakness === null) return kept
  throw new ConfigError(
    `${file} ${weakness}, so anybody could sign in as anybody. Put it back from a backup. Where there is none: ` +
      'delete it on a new installation; on one that has data, run "npm run lumbung -- secret rotate"',
  )
}

/** Of two processes that start at once the first one's is both's. */
function made(file: string): string {
  writeFileWholeSync(file, `${newSecret()}\n`, false)
  return readFileSync(file, 'utf8').trim()
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
