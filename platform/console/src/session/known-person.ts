import type { Me } from '@lumbung/ui'

const STORED = 'lumbung.me'
const START = 'lumbung.start'
/** The phone bar that the person chose. */
export const BAR_STORED = 'lumbung.bar'

/**
 * Who was signed in on this device when it was last used, to begin with while the server is asked. The cookies that prove
 * it no script can see.
 */
export const knownPerson = {
  read: (): Me | null => {
    const text = localStorage.getItem(STORED)
    return text === null ? null : (JSON.parse(text) as Me)
  },
  keep: (me: Me) => localStorage.setItem(STORED, JSON.stringify(me)),
  /** Path of the first entry of their menu, as it last was: who opens `/` is taken there without a look at the menu. */
  readStart: () => localStorage.getItem(START),
  keepStart: (path: string) => localStorage.setItem(START, path),
  forget: () => {
    localStorage.removeItem(STORED)
    localStorage.removeItem(START)
    localStorage.removeItem(BAR_STORED)
  },
}
