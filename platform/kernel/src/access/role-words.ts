import type { Locale } from '@lumbung/contract'
import type { Catalogue } from '../app/catalogue.ts'

/**
 * What a role is called in the reader's language: one that an app brought follows it until the organisation gives it a
 * name of its own.
 */
export function roleWords(
  { roleTemplates }: Pick<Catalogue, 'roleTemplates'>,
  { key, name }: { key: string; name: string },
  locale: Locale,
): string {
  const words = roleTemplates.get(key)?.name
  return words && (name === words.id || name === words.en) ? words[locale] : name
}
