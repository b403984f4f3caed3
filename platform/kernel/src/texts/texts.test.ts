import { expect, test } from 'vitest'
import { UnreadableReason, unreadable } from '../../contract/problems.ts'
import { Texts } from './texts.ts'

const texts = Texts.create([])

test.each(UnreadableReason.options)('a request that is unreadable by %s is told so in words', (reason) => {
  for (const locale of ['id', 'en'] as const) {
    expect(texts.has(locale, `unreadable.${reason}`)).toBe(true)
    const sentence = texts.say(locale, unreadable.code, { reason, name: 'x', message: 'y' })
    expect(sentence).toMatch(/: \S.*\.$/)
    expect(sentence).not.toMatch(/unreadable|[{$]/)
  }
  expect(texts.say('id', unreadable.code, { reason })).not.toBe(texts.say('en', unreadable.code, { reason }))
})

test('what a caller sent stands in a sentence as it is, also where it looks like a text of ours', () => {
  const name = '$t(platform.bug) {{reason}}'
  const sentence = texts.say('en', unreadable.code, { reason: 'name_twice', name })
  expect(sentence).toBe(`The request cannot be read: the name "${name}" stands twice in one object.`)
})
