import type { LocalText } from '@lumbung/contract'

/** The last resort where a contract says no label: the field's own name, spelled as words. */
export function labelOfName(name: string): LocalText {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  return { id: label, en: label }
}
