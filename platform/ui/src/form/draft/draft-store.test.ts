import { beforeEach, expect, test } from 'vitest'
import { clearDrafts, type Draft, draftKey, readDraft, writeDraft } from './draft-store.ts'

class Shelf extends Map<string, string> {
  isFull = false
  get length() {
    return this.size
  }
  key(index: number) {
    return [...this.keys()][index] ?? null
  }
  getItem(key: string) {
    return this.get(key) ?? null
  }
  removeItem(key: string) {
    this.delete(key)
  }
  setItem(key: string, value: string) {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
    this.set(key, value)
  }
}

const NOW = new Date('2026-11-20T08:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString()
const draft = (at = daysAgo(0)): Draft => ({ at, version: 3, start: { name: 'A' }, typed: { name: 'B' } })
const KEY = draftKey({ userId: 'u1', tenantId: 't1' }, 'fuel.out')

let shelf: Shelf
beforeEach(() => {
  shelf = new Shelf()
})

test('what was kept comes back as it was', () => {
  expect(writeDraft(shelf, KEY, draft())).toBe(true)
  expect(readDraft(shelf, KEY, NOW)).toEqual(draft())
})

test('another person, another organisation and another form have drafts of their own', () => {
  writeDraft(shelf, KEY, draft())
  for (const other of [
    draftKey({ userId: 'u2', tenantId: 't1' }, 'fuel.out'),
    draftKey({ userId: 'u1', tenantId: 't2' }, 'fuel.out'),
    draftKey({ userId: 'u1', tenantId: null }, 'fuel.out'),
    draftKey({ userId: 'u1', tenantId: 't1' }, 'fuel.in'),
  ])
    expect(readDraft(shelf, other, NOW)).toBe(null)
})

test('a draft of more than seven days is dropped, whichever form is opened', () => {
  writeDraft(shelf, KEY, draft(daysAgo(8)))
  expect(readDraft(shelf, 'lumbung.draft.other', NOW)).toBe(null)
  expect(shelf.size).toBe(0)
  writeDraft(shelf, KEY, draft(daysAgo(6.9)))
  expect(readDraft(shelf, KEY, NOW)).not.toBe(null)
})

test.each(['', '{', 'null', '[]', '{"at":"x"}', '{"at":"soon","typed":{},"start":{}}'])(
  'a draft that cannot be understood is none: %s',
  (text) => {
    shelf.setItem(KEY, text)
    expect(readDraft(shelf, KEY, NOW)).toBe(null)
    expect(shelf.size).toBe(0)
  },
)

test('a device that keeps nothing says so', () => {
  shelf.isFull = true
  expect(writeDraft(shelf, KEY, draft())).toBe(false)
  shelf.isFull = false
  expect(writeDraft(shelf, KEY, { ...draft(), typed: { note: 'x'.repeat(300_000) } })).toBe(false)
})

test('signing out takes all drafts and nothing else', () => {
  writeDraft(shelf, KEY, draft())
  writeDraft(shelf, draftKey({ userId: 'u2', tenantId: 't1' }, 'fuel.in'), draft())
  shelf.setItem('lumbung.locale', 'id')
  clearDrafts(shelf)
  expect([...shelf.keys()]).toEqual(['lumbung.locale'])
})
