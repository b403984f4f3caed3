import type { Locale, LocalText } from '@lumbung/contract'
import { createInstance, type i18n } from 'i18next'
import type { AppManifest } from '../app/define-app.ts'
import { kernelTexts } from './kernel-texts.ts'

/** The words of every app in Indonesian and English; numbers are written the way the language writes them. */
export class Texts {
  readonly #i18n: i18n

  private constructor(instance: i18n) {
    this.#i18n = instance
  }

  static create(apps: readonly AppManifest[]): Texts {
    const instance = createInstance()
    const catalogueOf = (locale: Locale) =>
      Object.assign({}, kernelTexts[locale], ...apps.map((app) => app.texts?.[locale] ?? {}))
    instance.init({
      lng: 'id',
      fallbackLng: 'en',
      resources: { id: { translation: catalogueOf('id') }, en: { translation: catalogueOf('en') } },
      keySeparator: false,
      nsSeparator: false,
      initAsync: false,
      showSupportNotice: false,
      interpolation: { escapeValue: false },
    } as Parameters<typeof instance.init>[0])
    return new Texts(instance)
  }

  has(locale: Locale, key: string): boolean {
    return this.#i18n.exists(key, { lng: locale, fallbackLng: [] })
  }

  say(locale: Locale, key: string, params: Record<string, unknown> = {}): string {
    return this.#i18n.t(key, { lng: locale, ...presentable(locale, params) })
  }
}

const numberFormats: Record<Locale, Intl.NumberFormat> = {
  id: new Intl.NumberFormat('id-ID', { maximumFractionDigits: 10 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 10 }),
}

function presentable(locale: Locale, params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'number'
        ? numberFormats[locale].format(value)
        : isLocalText(value)
          ? value[locale]
          : value,
    ]),
  )
}

/** What a contract says of itself arrives in both languages. */
function isLocalText(value: unknown): value is LocalText {
  return typeof value === 'object' && value !== null && 'id' in value && 'en' in value
}

/** The caller's language: what the person chose, else the best of Accept-Language, else the tenant's, else Indonesian. */
export function chooseLocale(
  chosen: Locale | null | undefined,
  acceptLanguage: string | undefined,
): Locale | null {
  if (chosen) return chosen
  for (const part of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const tag = part.trim().toLowerCase()
    if (tag.startsWith('id')) return 'id'
    if (tag.startsWith('en')) return 'en'
  }
  return null
}
