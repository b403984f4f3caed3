import { expect, test } from 'vitest'
import { forgetNote, readNote, writeNote } from './import-notes.ts'

class Shelf extends Map<string, string> {
  isFull = false
  getItem(key: string) {
    return this.get(key) ?? null
  }
  setItem(key: string, value: string) {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
    this.set(key, value)
  }
}
const note = (column: number) => ({ mapping: { columns: { amount: { column } } } })

test('each import has its own note, and the newest is kept', () => {
  const shelf = new Shelf()
  writeNote('a', note(1), shelf)
  writeNote('b', note(2), shelf)
  writeNote('a', note(3), shelf)
  expect(readNote('a', shelf)).toEqual(note(3))
  expect(readNote('b', shelf)).toEqual(note(2))
  expect(readNote('c', shelf)).toBe(null)
})

test('old notes give way to new ones', () => {
  const shelf = new Shelf()
  for (let index = 0; index < 12; index += 1) writeNote(`run-${index}`, note(index), shelf)
  expect(readNote('run-1', shelf)).toBe(null)
  expect(readNote('run-2', shelf)).not.toBe(null)
})

test('the note of a file that is read in another way is forgotten, the others are not', () => {
  const shelf = new Shelf()
  writeNote('a', note(1), shelf)
  writeNote('b', note(2), shelf)
  forgetNote('a', shelf)
  expect([readNote('a', shelf), readNote('b', shelf)]).toEqual([null, note(2)])
})

test('a full device forgets, and nothing breaks', () => {
  const shelf = new Shelf()
  shelf.isFull = true
  writeNote('a', note(1), shelf)
  expect(readNote('a', shelf)).toBe(null)
})
