import { describe, expect, it } from 'vitest'
import { type Intent, intentOf } from './keys.ts'

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }

describe('a key in the grid', () => {
  it.each<[string, Partial<typeof plain>, Intent | null]>([
    ['ArrowDown', {}, { do: 'move', direction: 'down', extends: false }],
    ['ArrowDown', { shiftKey: true }, { do: 'move', direction: 'down', extends: true }],
    ['Home', { ctrlKey: true }, { do: 'move', direction: 'first', extends: false }],
    ['ArrowRight', { metaKey: true }, { do: 'move', direction: 'row-end', extends: false }],
    ['Tab', { shiftKey: true }, { do: 'read-on', step: -1 }],
    ['Enter', {}, { do: 'enter', step: 1 }],
    ['F2', {}, { do: 'edit' }],
    ['7', {}, { do: 'edit', text: '7' }],
    ['é', {}, { do: 'edit', text: 'é' }],
    ['Delete', {}, { do: 'clear' }],
    ['z', { ctrlKey: true }, { do: 'undo' }],
    ['Z', { ctrlKey: true, shiftKey: true }, { do: 'redo' }],
    ['y', { ctrlKey: true }, { do: 'redo' }],
    ['a', { metaKey: true }, { do: 'select-all' }],
    ['Escape', {}, { do: 'leave' }],
  ])('%s %j', (key, modifiers, intent) => {
    expect(intentOf({ ...plain, ...modifiers, key })).toEqual(intent)
  })

  it.each<[string, Partial<typeof plain>]>([
    ['c', { ctrlKey: true }],
    ['v', { ctrlKey: true }],
    ['r', { ctrlKey: true }],
    ['F5', {}],
    ['Shift', { shiftKey: true }],
    ['ArrowLeft', { altKey: true }],
    ['Dead', {}],
  ])('%s %j belongs to the browser', (key, modifiers) => {
    expect(intentOf({ ...plain, ...modifiers, key })).toBeNull()
  })
})
