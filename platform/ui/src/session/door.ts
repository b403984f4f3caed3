import type { Texts } from '../texts/texts.ts'
import type { Identity } from './identity.ts'

/** What is needed before anybody is signed in, and nothing else: it is all that a first visit fetches. */
export interface Door {
  /** Namespace of the words. */
  id: string
  texts: { id: Texts; en: Texts }
  identity: Identity
}
