import type { Door } from '@lumbung/ui'
import { identity } from './identity.ts'
import { doorTexts } from './texts.ts'

/** How people come into the console. Nothing here imports a contract statically: it is all that a first visit fetches. */
export const adminDoor: Door = { id: 'door', texts: doorTexts, identity }
