import type { Locale, LocalText } from '@lumbung/contract'
import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { WebApp } from '../app/web-app.ts'
import type { shapeTexts } from './shape-texts.ts'
import { uiTexts } from './ui-texts.ts'

const STORED = 'lumbung.locale'

/** Words of one language: key → text with `{{param}}`. */
export type Texts = Readonly<Record<string, string>>

type Source = Pick<WebApp, 'id' | 'texts'>
let sources: readonly Source[] = []

/** The words that are there from the beginning. Indonesian unless the person chose otherwise on this device. */
export async function startTexts(own: Readonly<Record<string, { id: Texts; en: Texts }>>): Promise<void> {
  const { id, en } = byLocale({ ...own, ui: uiTexts })
  await i18next.use(initReactI18next).init({
    lng: storedLocale() ?? 'id',
    // A missing text shows as its key, and a test finds it: no half-translated screen.
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { id, en },
  })
  document.documentElement.lang = currentLocale()
}

/** Fetches the words of the page shapes and of these apps too, in the present language, and in each that is changed to. */
export async function addTexts(apps: readonly Source[]): Promise<void> {
  sources = apps
  const [{ shapeTexts }] = await Promise.all([import('./shape-texts.ts'), fetchTexts(currentLocale())])
  for (const locale of ['id', 'en'] as const)
    i18next.addResourceBundle(locale, 'ui', shapeTexts[locale], true)
}

/** Shows the console in that language, and remembers it on this device. */
export async function changeLocale(locale: Locale): Promise<void> {
  await fetchTexts(locale)
  await i18next.changeLanguage(locale)
  document.documentElement.lang = locale
  localStorage.setItem(STORED, locale)
}

async function fetchTexts(locale: Locale): Promise<void> {
  await Promise.all(
    sources.map(async ({ id, texts }) => {
      if (!i18next.hasResourceBundle(locale, id)) i18next.addResourceBundle(locale, id, await texts[locale]())
    }),
  )
}

function byLocale(
  own: Readonly<Record<string, { id: Texts; en: Texts }>>,
): Record<Locale, Record<string, Texts>> {
  const pick = (locale: Locale) =>
    Object.fromEntries(Object.entries(own).map(([name, texts]) => [name, texts[locale]]))
  return { id: pick('id'), en: pick('en') }
}

export function storedLocale(): Locale | null {
  const stored = localStorage.getItem(STORED)
  return stored === 'id' || stored === 'en' ? stored : null
}

export function currentLocale(): Locale {
  return i18next.language === 'en' ? 'en' : 'id'
}

/** `list.count` of `list.count_one` and `list.count_other`: the language chooses the form by `count`. */
type Spoken<Key extends string> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key
export type Translate<Key extends string> = (key: Spoken<Key>, params?: Record<string, unknown>) => string

/** The hook of one app's words, typed by its keys: `export const useFuelTexts = textsOf<keyof typeof id>('fuel')`. */
export function textsOf<Key extends string>(app: string): () => Translate<Key> {
  return () => {
    const { t } = useTranslation(app)
    // Typed here by the app's own keys; i18next's inference over the text itself is not needed.
    return t as unknown as Translate<Key>
  }
}

export const useUiTexts = textsOf<keyof typeof uiTexts.id | keyof typeof shapeTexts.id>('ui')

/** The language that is shown; what depends on it is drawn anew when it changes. */
export function useLocale(): Locale {
  const { i18n } = useTranslation('ui')
  return i18n.language === 'en' ? 'en' : 'id'
}

/** Of a declaration's two texts, the one in the person's language. */
export function useLocalText(): (text: LocalText) => string {
  const locale = useLocale()
  return (text) => text[locale]
}
