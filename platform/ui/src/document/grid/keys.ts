import type { Direction } from './moves.ts'

/** What a key means while no cell is being edited. */
export type Intent =
  | { do: 'move'; direction: Direction; extends: boolean }
  | { do: 'read-on'; step: 1 | -1 }
  | { do: 'enter'; step: 1 | -1 }
  /** `text`: typed over what was there; without it the cell's content is edited. */
  | { do: 'edit'; text?: string }
  | { do: 'clear' }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'select-all' }
  | { do: 'leave' }

export interface Keystroke {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'row-start',
  End: 'row-end',
  PageUp: 'page-up',
  PageDown: 'page-down',
}

/** Ctrl and an arrow goes as far as it can. */
const FAR: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'row-start',
  ArrowRight: 'row-end',
  Home: 'first',
  End: 'last',
}

/** As in a spreadsheet; null for keys that belong to the browser, copying and pasting among them. */
export function intentOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Keystroke): Intent | null {
  const isCommand = ctrlKey || metaKey
  if (altKey && !isCommand) return null
  const direction = (isCommand ? FAR[key] : undefined) ?? ARROWS[key]
  if (direction) return { do: 'move', direction, extends: shiftKey }
  if (isCommand) return commandOf(key.toLowerCase(), shiftKey)
  if (key === 'Tab') return { do: 'read-on', step: shiftKey ? -1 : 1 }
  if (key === 'Enter') return { do: 'enter', step: shiftKey ? -1 : 1 }
  if (key === 'F2') return { do: 'edit' }
  if (key === 'Delete' || key === 'Backspace') return { do: 'clear' }
  if (key === 'Escape') return { do: 'leave' }
  return [...key].length === 1 ? { do: 'edit', text: key } : null
}

function commandOf(key: string, shiftKey: boolean): Intent | null {
  if (key === 'z') return { do: shiftKey ? 'redo' : 'undo' }
  if (key === 'y') return { do: 'redo' }
  if (key === 'a') return { do: 'select-all' }
  return null
}
