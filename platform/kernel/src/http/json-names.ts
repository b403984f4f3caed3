import { raise } from '@lumbung/contract'
import { unreadable } from '../../contract/problems.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_LIST = 0x5b
const BACKSLASH = 0x5c
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const DEEPEST = 64
/** Names that reach an object's prototype when code copies fields carelessly. */
const FORBIDDEN = new Set(['__proto__', 'constructor'])

/**
 * Refuses a name that stands twice in one object (readers disagree on which one counts, so a check before us may have
 * seen the other), names that reach prototypes, and nesting beyond 64. One pass over text that is known to be JSON.
 */
export function assertPlainNames(text: string): void {
  // One entry per open container: the names seen in an object, null for a list.
  const open: (Set<string> | null)[] = []
  let names: Set<string> | null = null
  let nameComes = false
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at)
        if (nameComes) {
          addName(names as Set<string>, text, at, end)
          nameComes = false
        }
        at = end
        break
      }
      case OPEN_OBJECT:
        names = new Set()
        open.push(names)
        if (open.length > DEEPEST) throw raise(unreadable, { reason: 'too_deep' })
        nameComes = true
        break
      case OPEN_LIST:
        names = null
        open.push(null)
        if (open.length > DEEPEST) throw raise(unreadable, { reason: 'too_deep' })
        break
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        open.pop()
        names = open.at(-1) ?? null
        nameComes = false
        break
      case COMMA:
        nameComes = names !== null
        break
    }
  }
}

function addName(names: Set<string>, text: string, start: number, end: number): void {
  const written = text.slice(start + 1, end)
  const name = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written
  if (FORBIDDEN.has(name)) throw raise(unreadable, { reason: 'name_forbidden', name })
  if (names.has(name)) {
    throw raise(unreadable, { reason: 'name_twice', name: name.slice(0, 60) })
  }
  names.add(name)
}

/** The closing quote: the first one with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (text.charCodeAt(end - 1) === BACKSLASH) {
    let backslashes = 1
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1
    if (backslashes % 2 === 0) break
    end = text.indexOf('"', end + 1)
  }
  return end
}
