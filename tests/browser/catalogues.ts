import { globSync, readFileSync } from 'node:fs'
import type { Locale } from '@lumbung/contract'
import type { Texts } from '@lumbung/ui'
import { consoleTexts } from '../../platform/console/src/texts/console-texts.ts'
import { shapeTexts } from '../../platform/ui/src/texts/shape-texts.ts'
import { uiTexts } from '../../platform/ui/src/texts/ui-texts.ts'
import { consoleApps } from './screens.ts'

// After the apps, because the door too looks for a page as it is loaded.
const { doorTexts } = await import('../../apps/admin/web/door/texts.ts')
const ROOT = new URL('../../', import.meta.url).pathname

/** The words of one part of the console, and the sources that may speak them. */
export interface Catalogue {
  id: string
  words: Record<Locale, Texts>
  sources: readonly string[]
}

/** Every catalogue of the console. */
export const catalogues: readonly Catalogue[] = [
  {
    id: 'ui',
    words: { id: { ...uiTexts.id, ...shapeTexts.id }, en: { ...uiTexts.en, ...shapeTexts.en } },
    sources: ['platform/ui/src', 'platform/console/src', 'apps/*/web'],
  },
  { id: 'console', words: consoleTexts, sources: ['platform/console/src'] },
  { id: 'door', words: doorTexts, sources: ['apps/*/web/door'] },
  ...(await Promise.all(
    consoleApps
      .filter(({ id }) => id !== 'console')
      .map(async ({ id, texts }) => ({
        id,
        words: { id: await texts.id(), en: await texts.en() },
        sources: [id === 'platform' ? 'platform/console/src/platform-web' : `apps/${id}/web`],
      })),
  )),
]

/** `list.count` of `list.count_one` and `list.count_other`, which the number chooses between. */
export const spokenKey = (key: string) => key.replace(/_(one|other)$/, '')

/** What the sources below these folders say: keys as they stand, and keys of which a part is filled in. */
export function readSpoken(folders: readonly string[]): (key: string) => boolean {
  const files = folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT }))
    .filter((file) => !/\.test\.tsx?$|(^|[/-])texts(\/(?!use-)|\.ts$)/.test(file))
  const text = files.map((file) => readFileSync(ROOT + file, 'utf8')).join('\n')
  const whole = new Set([...text.matchAll(/'([a-z]\w*(?:\.[\w-]+)+)'/g)].map(([, key]) => key))
  const composed = [...text.matchAll(/`([a-z]\w*\.[\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)].map(
    ([, before = '', after = '']) => ({ before, after }),
  )
  return (key) =>
    whole.has(key) || composed.some(({ before, after }) => key.startsWith(before) && key.endsWith(after))
}
