import { readFileSync } from 'node:fs'

const TEMPLATES = new URL('../templates/', import.meta.url)

/** A template of `scripts/templates/` with each «word» replaced; a word without a value is a bug of the template. */
export function render(template: string, words: Readonly<Record<string, string>>): string {
  return fill(readFileSync(new URL(`${template}.template`, TEMPLATES), 'utf8'), words, template)
}

/** The same for a text that stands in the program. */
export function fill(text: string, words: Readonly<Record<string, string>>, where = text): string {
  return text.replace(/«([^»\n]+)»/g, (_, word: string) => {
    const value = words[word]
    if (value === undefined) throw new Error(`${where} asks for «${word}», which nothing gives`)
    return value
  })
}
