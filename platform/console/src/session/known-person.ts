import type { Me } from '@lumbung/ui'

const STORED = 'lumbung.me'

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
  forget: () => localStorage.removeItem(STORED),
}
