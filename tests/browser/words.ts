import type { Locale } from '@lumbung/contract'
import type { AdminText } from '../../apps/admin/web/texts/id.ts'
import type { FuelText } from '../../apps/fuel/web/texts/id.ts'
import type { PlatformText } from '../../platform/console/src/platform-web/texts/id.ts'
import type { ConsoleText } from '../../platform/console/src/texts/id.ts'
import type { shapeTexts } from '../../platform/ui/src/texts/shape-texts.ts'
import type { uiTexts } from '../../platform/ui/src/texts/ui-texts.ts'
import { catalogues } from './catalogues.ts'

interface Keys {
  admin: AdminText
  console: ConsoleText
  fuel: FuelText
  platform: PlatformText
  ui: keyof typeof uiTexts.id | keyof typeof shapeTexts.id
}
type Spoken<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key
type Say<Key> = (key: Spoken<Key>, params?: Readonly<Record<string, string | number>>) => string

/** What the console says in that language, for finding what a person would look for. */
export type Words = { [Part in keyof Keys]: Say<Keys[Part]> } & {
  /** 4880 as `4.880` or `4,880`. */
  number(value: number): string
}

export function wordsIn(locale: Locale): Words {
  const numbers = new Intl.NumberFormat(locale === 'id' ? 'id-ID' : 'en-GB')
  const plurals = new Intl.PluralRules(locale)
  const speaker = (part: string) => {
    const words = catalogues.find(({ id }) => id === part)?.words[locale] ?? {}
    return (key: string, params: Readonly<Record<string, string | number>> = {}) => {
      const text = words[key] ?? words[`${key}_${plurals.select(Number(params.count))}`]
      if (text === undefined) throw new Error(`${part} has no words for ${key}`)
      return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]))
    }
  }
  return {
    admin: speaker('admin'),
    console: speaker('console'),
    fuel: speaker('fuel'),
    platform: speaker('platform'),
    ui: speaker('ui'),
    number: (value) => numbers.format(value),
  }
}
