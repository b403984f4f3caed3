import type { ImportMapping } from '@lumbung/kernel/contract'

/** What was chosen for an upload and not sent yet, on this device. */
export interface ImportNote {
  mapping: ImportMapping
}

type Shelf = Pick<Storage, 'getItem' | 'setItem'>

const STORED = 'lumbung.import-notes'
/** Imports are seldom left half-way; the oldest notes give way. */
const MOST_KEPT = 10

export function readNote(importId: string, shelf: Shelf = localStorage): ImportNote | null {
  return readAll(shelf).find(([id]) => id === importId)?.[1] ?? null
}

export function writeNote(importId: string, note: ImportNote, shelf: Shelf = localStorage): void {
  const others = readAll(shelf).filter(([id]) => id !== importId)
  try {
    shelf.setItem(STORED, JSON.stringify([[importId, note], ...others].slice(0, MOST_KEPT)))
  } catch (error) {
    // A device that keeps nothing loses the choices at a reload, and nothing else.
    if (!(error instanceof DOMException)) throw error
  }
}

/** The file is read in another way now: its columns are no longer those that the note speaks of. */
export function forgetNote(importId: string, shelf: Shelf = localStorage): void {
  const others = readAll(shelf).filter(([id]) => id !== importId)
  shelf.setItem(STORED, JSON.stringify(others))
}

function readAll(shelf: Shelf): [id: string, note: ImportNote][] {
  const text = shelf.getItem(STORED)
  return text === null ? [] : (JSON.parse(text) as [string, ImportNote][])
}
