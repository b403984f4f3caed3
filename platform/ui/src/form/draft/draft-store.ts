import type { TypedValues } from '../values/typed-values.ts'

/** What was typed and not sent: on this device alone, for whom it was typed, for some days. */
export interface Draft {
  /** When it was last typed in. */
  at: string
  /** The document's version that the person was looking at, and what stood in the fields then. */
  version: number | null
  start: TypedValues
  typed: TypedValues
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const PREFIX = 'lumbung.draft.'
const LONGEST_KEPT_MS = 7 * 86_400_000
/** Beyond this a draft would crowd out all others. */
const LONGEST_TEXT = 200_000

export function draftKey(owner: { userId: string; tenantId: string | null }, name: string): string {
  return `${PREFIX}${owner.userId}.${owner.tenantId ?? '-'}.${name}`
}

/** The draft under a key, unless it is too old or was written by a version that we no longer understand. */
export function readDraft(shelf: Shelf, key: string, now: Date): Draft | null {
  dropOldDrafts(shelf, now)
  return draftOf(shelf.getItem(key))
}

/** False where this device keeps nothing: it is full, or forbids it. */
export function writeDraft(shelf: Shelf, key: string, draft: Draft): boolean {
  const text = JSON.stringify(draft)
  if (text.length > LONGEST_TEXT) return false
  try {
    shelf.setItem(key, text)
    return true
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}

/** Every draft of everybody: at sign-out, because the next person at this device is another one. */
export function clearDrafts(shelf: Shelf = localStorage): void {
  for (const key of keysOf(shelf)) shelf.removeItem(key)
}

function dropOldDrafts(shelf: Shelf, now: Date): void {
  for (const key of keysOf(shelf)) {
    const age = now.getTime() - Date.parse(draftOf(shelf.getItem(key))?.at ?? '')
    // A date that cannot be read has no age, and is dropped too; so is one from a clock that ran ahead.
    if (!(Math.abs(age) <= LONGEST_KEPT_MS)) shelf.removeItem(key)
  }
}

function keysOf(shelf: Shelf): string[] {
  const keys = Array.from({ length: shelf.length }, (_, index) => shelf.key(index))
  return keys.filter((key) => key?.startsWith(PREFIX)) as string[]
}

function draftOf(text: string | null): Draft | null {
  if (text === null) return null
  try {
    const draft = JSON.parse(text) as Partial<Draft> | null
    return draft?.at && draft.typed && draft.start ? ({ version: null, ...draft } as Draft) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
