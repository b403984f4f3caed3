/** The longest that a site or product code may be. */
const MOST_CHARACTERS = 40

/** Signs that tell two names apart and would otherwise be lost: `Gasolina < a 91` and `Gasolina >= a 91`. */
const SIGN_WORDS: readonly (readonly [string, string])[] = [
  ['>=', ' GE '],
  ['<=', ' LE '],
  ['<', ' LT '],
  ['>', ' GT '],
  ['&', ' AND '],
]

/** A name as a code: upper case, without accents, words joined by `_`. Throws when nothing of the name remains. */
export function codeOf(name: string): string {
  let text = name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’`]/g, '')
  for (const [sign, word] of SIGN_WORDS) text = text.replaceAll(sign, word)
  const code = trimmed(text.toUpperCase().replace(/[^A-Z0-9]+/g, '_'))
  if (code === '') throw new RangeError(`no code can be made of the name "${name}"`)
  return code
}

/**
 * Gives each name a code of its own; of several with the same code, the later ones get `_2`, `_3`. The same names in
 * the same order always get the same codes.
 */
export class CodeBook {
  readonly #taken = new Set<string>()

  take(name: string): string {
    const code = codeOf(name)
    for (let count = 1; ; count++) {
      const suffix = count === 1 ? '' : `_${count}`
      const candidate = `${trimmed(code.slice(0, MOST_CHARACTERS - suffix.length))}${suffix}`
      if (this.#taken.has(candidate)) continue
      this.#taken.add(candidate)
      return candidate
    }
  }
}

function trimmed(code: string): string {
  return code.replace(/^_+|_+$/g, '')
}
