import { describe, expect, test } from 'vitest'
import { catalogues, readSpoken, spokenKey } from './catalogues.ts'

const params = (text = '') => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe.each(catalogues)('the words of $id', ({ words, sources }) => {
  test('are the same in both languages', () => {
    expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.id).sort())
  })

  test('are told the same facts in both languages', () => {
    const differing = Object.keys(words.id).filter(
      // Where a number chooses the form, "one" may be a word.
      (key) => !key.endsWith('_one') && `${params(words.id[key])}` !== `${params(words.en[key])}`,
    )
    expect(differing).toEqual([])
  })

  test('are all spoken somewhere', () => {
    const isSpoken = readSpoken(sources)
    expect(Object.keys(words.id).filter((key) => !isSpoken(spokenKey(key)))).toEqual([])
  })

  test('are there: none is empty, none ends in a blank', () => {
    const faulty = (['id', 'en'] as const).flatMap((locale) =>
      Object.entries(words[locale]).filter(([, text]) => text === '' || text.trim() !== text),
    )
    expect(faulty).toEqual([])
  })
})
