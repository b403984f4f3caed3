import type { Locale, LocalText } from '@lumbung/contract'
import type { Page } from 'playwright-core'
import { catalogues, spokenKey } from './catalogues.ts'

/** Which texts are of one language and not of the other, and which are keys that nobody translated. */
export interface LanguageJudge {
  /** What of these texts should not be on a page in that language, and why. */
  findFaults(texts: readonly string[], locale: Locale): string[]
}

const KEYS = new Set(
  catalogues.flatMap(({ words }) => Object.keys(words.id).flatMap((key) => [key, spokenKey(key)])),
)

/** Judges by the console's catalogues, and by whatever else is said in both languages. */
export function createLanguageJudge(further: readonly LocalText[]): LanguageJudge {
  const says = { id: createSays('id', further), en: createSays('en', further) }
  return {
    findFaults: (texts, locale) => {
      const other = locale === 'id' ? 'en' : 'id'
      return [...new Set(texts)].flatMap((text) => {
        const keys = (text.match(/[a-z]\w*(\.[\w-]+)+/g) ?? []).filter((token) => KEYS.has(token))
        if (keys.length > 0) return [`not translated: ${keys.join(', ')}`]
        return says[other](text) && !says[locale](text) ? [`in the other language: ${text}`] : []
      })
    },
  }
}

/** Every pair of texts in a document of the server's, wherever it stands. */
export function collectLocalTexts(value: unknown): LocalText[] {
  if (typeof value !== 'object' || value === null) return []
  const { id, en } = value as Partial<LocalText>
  if (typeof id === 'string' && typeof en === 'string') return [{ id, en }]
  return Object.values(value).flatMap(collectLocalTexts)
}

function createSays(locale: Locale, further: readonly LocalText[]): (text: string) => boolean {
  const texts = [
    ...catalogues.flatMap(({ words }) => Object.values(words[locale])),
    ...further.map((pair) => pair[locale]),
  ]
  const whole = new Set(texts)
  const patterns = texts.flatMap((text) => patternOf(text) ?? [])
  return (text) => whole.has(text) || patterns.some((pattern) => pattern.test(text))
}

/** A text with params as what it may become; null where it is hardly more than its params. */
function patternOf(text: string): RegExp | null {
  const parts = text.split(/\{\{\w+\}\}/)
  if (parts.length < 2 || !/\p{L}{3}/u.test(parts.join(' '))) return null
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`, 's')
}

/** Everything that the page says now, to the eye or to an aid, and its title. */
export function readTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said: string[] = [document.title]
    const ofOtherLanguage = (element: Element) => element.closest('[lang]') !== document.documentElement
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) {
        const parent = node.parentElement
        if (parent && !parent.closest('script, style') && !ofOtherLanguage(parent))
          said.push(node.data.trim())
      } else if (node instanceof Element && !ofOtherLanguage(node)) {
        for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt'])
          said.push(node.getAttribute(name)?.trim() ?? '')
      }
    }
    return said.filter((text) => text !== '')
  })
}
