import type { LocalText } from '@lumbung/contract'
import type { ComponentType } from 'react'
import type { Texts } from '../texts/texts.ts'

/** One screen: where it is, what it is called, which operation it stands for, and its code, fetched when it is opened. */
export interface Screen {
  /** `/fuel/history`; `$name` is a parameter: `/fuel/sites/$siteId`. */
  path: string
  title: LocalText
  icon?: string
  /** Id of the operation that the screen shows or carries out; null where it is none. Its contract comes with the code. */
  operation: string | null
  /**
   * The operation's. Who lacks it gets the explained refusal in the screen's place, and does not find the screen in the
   * palette. Null: for everybody who is signed in.
   */
  permission: string | null
  /** Further words under which the palette finds it. */
  keywords?: LocalText
  /** Also in the palette; screens with parameters never are. */
  inPalette?: boolean
  load: () => Promise<ComponentType>
}

/** What an app brings to the console, the counterpart of its manifest on the server. */
export interface WebApp {
  id: string
  screens: readonly Screen[]
  texts: { id: () => Promise<Texts>; en: () => Promise<Texts> }
}

/** Gives the declaration its type; the console checks all apps together when it starts. */
export function defineWebApp(app: WebApp): WebApp {
  return app
}
