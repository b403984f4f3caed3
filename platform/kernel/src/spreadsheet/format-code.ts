/** A piece of a number format: a literal text, the content of `[…]`, or a sign that stands for something. */
type Token = { literal: string } | { bracket: string } | { sign: string }

/** Signs that Excel shows as they are without quotes. */
const PLAIN_LITERALS = new Set(` $-+():!^&'~{}<>=`)
/** A longer number has no digits that anybody formats. */
const MAX_DIGITS = 40

/** The sections of a code (`positive;negative;zero;text`), in one walk over it. */
export function parseFormatCode(code: string): Token[][] {
  const sections: Token[][] = [[]]
  let section = sections[0]!
  for (let at = 0; at < code.length; at++) {
    const character = code[at]!
    if (character === ';') {
      section = []
      sections.push(section)
    } else if (character === '"' || character === '[') {
      const found = code.indexOf(character === '"' ? '"' : ']', at + 1)
      const end = found === -1 ? code.length : found
      const content = code.slice(at + 1, end)
      section.push(character === '"' ? { literal: content } : { bracket: content })
      at = end
    } else if (character === '\\') {
      section.push({ literal: code[++at] ?? '' })
    } else if (character === '_' || character === '*') {
      // A gap as wide as the next sign, or that sign repeated to fill the cell.
      at++
    } else {
      section.push(PLAIN_LITERALS.has(character) ? { literal: character } : { sign: character })
    }
  }
  return sections
}

/**
 * How a plain decimal is shown by a code of digits, literals, percent and currency. `undefined` where it is shown as it
 * is, or the code needs more than that: conditions, fractions, exponents, dates. Separators between thousands are left
 * out, because the file does not say which sign they have.
 */
export function showNumber(plain: string, sections: readonly Token[][]): string | undefined {
  if (plain.length > MAX_DIGITS) return undefined
  const negative = plain.startsWith('-')
  const isZero = !/[1-9]/.test(plain)
  const numeric = sections.slice(0, 3)
  const own = isZero ? numeric[2] : negative ? numeric[1] : undefined
  const pattern = patternOf(own ?? numeric[0] ?? [])
  if (!pattern) return undefined
  const digits = roundTo(plain.replace('-', ''), pattern.shift, pattern.fraction.length)
  const body = `${fillInteger(pattern.integer, digits.integer)}${fillFraction(pattern.fraction, digits.fraction)}`
  const sign = negative && own === undefined && /[1-9]/.test(digits.integer + digits.fraction) ? '-' : ''
  const shown = `${sign}${pattern.before}${body}${pattern.after}`.trim()
  return shown === plain || shown === '' ? undefined : shown
}

type Stage = 'before' | 'integer' | 'fraction' | 'after'

interface Pattern {
  before: string
  /** Placeholders with the literals between them (`000-000`). */
  integer: Token[]
  fraction: string[]
  after: string
  /** Places by which the point moves to the right: 2 for each percent, -3 for each thousand. */
  shift: number
}

function patternOf(section: readonly Token[]): Pattern | undefined {
  const pattern: Pattern = { before: '', integer: [], fraction: [], after: '', shift: 0 }
  let stage = 'before' as Stage
  let commas = 0
  for (const token of section) {
    if ('bracket' in token) {
      const currency = /^\$([^-\]]*)/.exec(token.bracket)
      if (
        !currency &&
        !/^(black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)$/i.test(token.bracket)
      ) {
        return undefined
      }
      if (currency?.[1]) addLiteral(currency[1])
      continue
    }
    if ('literal' in token) {
      addLiteral(token.literal)
      continue
    }
    const { sign } = token
    if (sign === '0' || sign === '#' || sign === '?') {
      if (stage === 'before') stage = 'integer'
      if (stage === 'after') return undefined
      if (stage === 'integer') {
        commas = 0
        pattern.integer.push(token)
      } else pattern.fraction.push(sign)
    } else if (sign === '.') {
      if (stage === 'fraction' || stage === 'after') return undefined
      stage = 'fraction'
    } else if (sign === ',') commas++
    else if (sign === '%') {
      pattern.shift += 2
      addLiteral('%')
    } else return undefined
  }
  if (pattern.integer.length + pattern.fraction.length === 0) return undefined
  pattern.shift -= commas * 3
  // Literals after the last digit are not between digits.
  while (pattern.fraction.length === 0 && 'literal' in (pattern.integer.at(-1) ?? {})) {
    pattern.after = `${(pattern.integer.pop() as { literal: string }).literal}${pattern.after}`
  }
  return pattern

  function addLiteral(literal: string): void {
    if (stage === 'before') pattern.before += literal
    else if (stage === 'integer') pattern.integer.push({ literal })
    else {
      stage = 'after'
      pattern.after += literal
    }
  }
}

/** Half away from zero, as spreadsheets round what they show. */
function roundTo(plain: string, shift: number, decimals: number): { integer: string; fraction: string } {
  const [whole = '', part = ''] = plain.split('.')
  const point = whole.length + shift
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${part}`
  const integerLength = Math.max(point, 1)
  const padded = digits.padEnd(integerLength + decimals + 1, '0')
  const kept = BigInt(padded.slice(0, integerLength + decimals))
  const rounded = padded[integerLength + decimals]! >= '5' ? kept + 1n : kept
  const text = String(rounded).padStart(decimals + 1, '0')
  return { integer: text.slice(0, text.length - decimals), fraction: text.slice(text.length - decimals) }
}

function fillInteger(pattern: readonly Token[], integer: string): string {
  const places = pattern.filter((token) => 'sign' in token).length
  let digits = integer === '0' ? '' : integer
  let place = 0
  let filled = ''
  for (const token of [...pattern].reverse()) {
    if ('literal' in token) {
      if (digits !== '' || place < places) filled = `${token.literal}${filled}`
      continue
    }
    place++
    const taken = place === places ? digits : digits.slice(-1)
    digits = place === places ? '' : digits.slice(0, -1)
    filled = `${taken === '' && 'sign' in token && token.sign === '0' ? '0' : taken}${filled}`
  }
  return filled
}

function fillFraction(pattern: readonly string[], fraction: string): string {
  let length = pattern.length
  while (length > 0 && pattern[length - 1] !== '0' && fraction[length - 1] === '0') length--
  return length === 0 ? '' : `.${fraction.slice(0, length)}`
}
